/** A folder of an Orchestrator tenant. */
export interface Folder {
  /** Opaque: see `FolderIdentity.key`. */
  readonly key: string;
  readonly id: number;
  readonly name: string;
  /** Fully qualified, such as `Finance/AP`. */
  readonly path: string;
  /**
   * `classic` folders have robots and environments of their own (until API 16), `personal` ones are somebody's workspace.
   * Absent where Orchestrator does not tell.
   */
  readonly kind?: FolderKind;
}

/** What kind of folder it is. */
export type FolderKind = 'modern' | 'classic' | 'personal';

/** A process (Orchestrator's API calls it a release): a package version that can run in a folder. */
export interface Process {
  readonly releaseKey: string;
  readonly name: string;
  readonly packageId: string;
  readonly version: string;
  readonly folderKey: string;
  /** Absent where the Orchestrator version does not tell. */
  readonly attended?: boolean;
  readonly arguments: {
    readonly input: readonly ProcessArgument[];
    readonly output: readonly ProcessArgument[];
  };
}

/** One argument of a process. */
export interface ProcessArgument {
  readonly name: string;
  readonly type: ArgumentType;
  readonly required: boolean;
  readonly hasDefault: boolean;
  /** The .NET type as Orchestrator names it, where it names one. */
  readonly clrType?: string;
}

/** What kind of JSON value an argument takes. */
export type ArgumentType = 'string' | 'integer' | 'number' | 'boolean' | 'date-time' | 'object' | 'array' | 'unknown';
