/** What Node compiled once it needn't compile for each process that a test starts. */
const { NODE_COMPILE_CACHE: folder } = process.env

export const compileCache: Readonly<Record<string, string>> =
  folder === undefined ? {} : { NODE_COMPILE_CACHE: folder }
