import type { ApiKey, App, AppChange } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';
import type { ListRequest } from './list-request.js';

/** Keeps apps. Failures: `storage-unavailable`. */
export interface AppRepository {
  insert(app: App): Promise<Result<void, Failure>>;
  find(id: string): Promise<Result<App | undefined, Failure>>;
  /** Apps in the order of their id. */
  list(request: ListRequest): Promise<Result<readonly App[], Failure>>;
  /** Changes what is named of the app, all or nothing, and nothing else; answers whether there is such an app. */
  change(id: string, change: AppChange): Promise<Result<boolean, Failure>>;
  /** Removes the app with its keys and references, all or nothing; removing one that is gone succeeds. */
  delete(id: string): Promise<Result<void, Failure>>;
}

/** Keeps API keys, by their hash only. Failures: `storage-unavailable`. */
export interface ApiKeyRepository {
  /** Adds a key; `changed-meanwhile` when its app is gone. */
  insert(key: ApiKey): Promise<Result<void, Failure>>;
  find(id: string): Promise<Result<ApiKey | undefined, Failure>>;
  findByHash(hash: string): Promise<Result<ApiKey | undefined, Failure>>;
  /** Keys of one app in the order of their id. */
  list(appId: string, request: ListRequest): Promise<Result<readonly ApiKey[], Failure>>;
  /** Removes a key of this app and answers whether there was one. */
  delete(appId: string, id: string): Promise<Result<boolean, Failure>>;
}
