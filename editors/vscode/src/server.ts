// How the server is started and what it is told. Knows no editor, so that a test can do the same.

/** What the user may set, as in package.json. */
export interface Settings {
  path: string;
  cacheDir: string;
  noCache: boolean;
  jobs: number;
  goLibrary: string;
  noLens: boolean;
}

export interface Command {
  command: string;
  args: string[];
}

/** The command that speaks the protocol over standard input and output. */
export function serverCommand(settings: Pick<Settings, 'path'>): Command {
  return { command: settings.path || 'pcmlint', args: ['lsp'] };
}

/** What the server reads at the start; later changes reach it as the section "pcmlint". */
export function initializationOptions(settings: Settings): object {
  const { cacheDir, noCache, jobs, goLibrary, noLens } = settings;
  return { cacheDir, noCache, jobs, goLibrary, noLens };
}

/** The files that the server has something to say about. */
export const documentSelector = [
  { scheme: 'file', language: 'c' },
  { scheme: 'file', language: 'cpp', pattern: '**/*.h' }, // what VS Code takes headers for
  { scheme: 'file', language: 'go' },
];
