import { describe, expect, it } from 'vitest';
import { isSupportedNode } from '../setup/refuse-old-node.mjs';

describe('the Node this project runs on', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '22.21.1', '24.0.0', '26.1.0'])('may be %s', (version) => {
    expect(isSupportedNode(version)).toBe(true);
  });

  it.each(['16.20.2', '18.20.8', '20.18.3', '21.7.3', '22.11.0'])('may not be %s', (version) => {
    expect(isSupportedNode(version)).toBe(false);
  });
});
