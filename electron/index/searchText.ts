/** A key as search sees it: case aside, and without what the search index can't hold. */
export const searchText = (text: string): string =>
  text.toLowerCase().toWellFormed().replaceAll('\0', '\ufffd')
