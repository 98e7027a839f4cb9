/** What the system calls an error (`ENOENT`); '' where it has no name for it. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
