import { beforeAll, describe, expect, it } from 'vitest';
import { type Larder, startLarder } from './support/larder.ts';

let larder: Larder;
beforeAll(async () => {
  larder = await startLarder();
});
const asBrowser = { accept: 'text/html,application/xhtml+xml' };
const nonceOf = (policy: unknown) => /'nonce-([^']+)'/.exec(String(policy))?.[1] ?? '';

describe('the page', () => {
  it('is open like any program, at every address that is not the API’s', async () => {
    for (const address of ['/', '/projects/1', '/diagnostics']) {
      const { status, text, headers } = await larder.nobody.get(address, asBrowser);
      expect([address, status]).toEqual([address, 200]);
      expect(headers['content-type']).toContain('text/html');
      expect(text).toContain('id="root"');
    }
  });

  it('may run no inline script and carries a new nonce each time', async () => {
    const [first, second] = [await larder.nobody.get('/', asBrowser), await larder.nobody.get('/', asBrowser)];
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(nonceOf(policy)).toHaveLength(24);
    expect(first.text).toContain(`nonce="${nonceOf(policy)}"`);
    expect(nonceOf(second.headers['content-security-policy'])).not.toBe(nonceOf(policy));
  });

  it('loads its files for good, and nothing beside them', async () => {
    const script = /src="(\/assets\/[^"]+)"/.exec((await larder.nobody.get('/')).text)?.[1] ?? '';
    const { status, headers } = await larder.nobody.get(script);
    expect(status).toBe(200);
    expect(headers['cache-control']).toContain('immutable');
    for (const target of ['/assets/../../larder.cjs', '/assets/%2e%2e/%2e%2e/larder.cjs', '/assets/no.js']) {
      expect((await larder.nobody.get(target)).status).toBeGreaterThanOrEqual(400);
    }
  });

  it('does not tell where Larder is installed', async () => {
    for (const target of ['/assets/no.js', `/assets/${'n'.repeat(300)}`]) {
      const { status, json } = await larder.nobody.get(target);
      expect([status, json.detail]).toEqual([404, 'Not Found.']);
    }
  });

  it('does not answer what a program mistyped', async () => {
    for (const address of ['/api/nothing', '/data/nothing', '/project']) {
      const { status } = await larder.nobody.get(address, address === '/project' ? {} : asBrowser);
      expect([address, status]).toEqual([address, 404]);
    }
  });
});
