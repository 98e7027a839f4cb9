/** A key as search sees it: case aside. */
export const searchText = (text: string): string => text.toLowerCase().toWellFormed()
