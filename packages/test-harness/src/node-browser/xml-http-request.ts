/** What a page is told of its requests. */
export interface Watcher {
  sends(url: URL): void;
  /** A handler has thrown. */
  fails(error: unknown): void;
}

const needsPreflight = (headers: Headers): boolean => [...headers.keys()].length > 0;

/** The part of `XMLHttpRequest` that the SDK uses, with the rules of CORS for requests with credentials. */
export function createXmlHttpRequest(origin: string, watcher: Watcher): new () => object {
  return class {
    readyState = 0;
    status = 0;
    statusText = '';
    response = '';
    withCredentials = false;
    onreadystatechange: () => void = () => {};
    onerror: () => void = () => {};
    readonly #headers = new Headers();
    #method = 'GET';
    #url = new URL('http://localhost');
    #exposed = new Headers();

    open(method: string, url: string): void {
      this.#method = method;
      this.#url = new URL(url);
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers.set(name, value);
    }

    getResponseHeader(name: string): string | null {
      return this.#exposed.get(name);
    }

    getAllResponseHeaders(): string {
      return [...this.#exposed].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    send(body?: string): void {
      this.#exchange(body).then(
        () => this.#end(),
        () => {
          [this.status, this.statusText, this.response] = [0, '', ''];
          this.#end();
          this.onerror();
        },
      );
    }

    async #exchange(body: string | undefined): Promise<void> {
      watcher.sends(this.#url);
      if (needsPreflight(this.#headers)) {
        const names = [...this.#headers.keys()].join(',');
        const asking = { 'access-control-request-method': this.#method, 'access-control-request-headers': names };
        const preflight = await fetch(this.#url, { method: 'OPTIONS', headers: { ...asking, origin } });
        const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
        if (!preflight.ok || !allowed.includes(names)) throw new Error('The preflight does not allow it.');
        this.#check(preflight);
      }
      const headers = { ...Object.fromEntries(this.#headers), origin };
      const answer = await fetch(this.#url, { method: this.#method, headers, ...(body && { body }) });
      this.#check(answer);
      this.response = await answer.text();
      [this.status, this.statusText] = [answer.status, answer.statusText];
      const exposed = answer.headers.get('access-control-expose-headers')?.toLowerCase().split(/, */) ?? [];
      this.#exposed = new Headers([...answer.headers].filter(([name]) => exposed.includes(name)));
    }

    #check({ headers }: Response): void {
      const isForThePage = headers.get('access-control-allow-origin') === origin;
      if (isForThePage && headers.get('access-control-allow-credentials') === 'true') return;
      throw new Error('The answer is not for this page.');
    }

    #end(): void {
      this.readyState = 4;
      try {
        this.onreadystatechange();
      } catch (error) {
        watcher.fails(error);
      }
    }
  };
}
