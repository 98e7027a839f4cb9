/** Where a download goes, and what became of it. */
export type DownloadTarget = {
  readonly folder: string
  readonly name: string
  /** A file of this name that is there is replaced; else a number is put behind the name. */
  readonly replaces: boolean
}

export type Downloaded = {
  readonly path: string
  readonly sizeBytes: number
  readonly checked: 'hash' | 'size'
}
