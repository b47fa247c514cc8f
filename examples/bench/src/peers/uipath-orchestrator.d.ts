declare module 'uipath-orchestrator' {
  /** The part of UiPath's client that is measured; it comes without types. */
  class Orchestrator {
    constructor(options: {
      readonly tenancyName: string;
      readonly usernameOrEmailAddress: string;
      readonly password: string;
      readonly hostname: string;
      readonly port: number;
      readonly isSecure: boolean;
      readonly connectionPool?: number;
    });
    switchOrganizationUnitId(id: number): void;
    get<Page>(
      path: string,
      query: Readonly<Record<string, string | number>>,
      callback: (error: Error | undefined, page: Page) => void,
    ): void;
  }
  export = Orchestrator;
}
