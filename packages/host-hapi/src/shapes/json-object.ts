import { isJsonObject, type JsonObject } from '@cuelight/core';
import { z } from 'zod';

/** Any JSON object: the arguments or the output of a process. */
export const jsonObject = z.custom<JsonObject>(isJsonObject, 'must be a JSON object').meta({ type: 'object' });
