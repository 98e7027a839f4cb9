/** Words of the in-app choosers: for folders of this computer, and for places in buckets. */

export const folderWords = {
  title: 'Where shall it be saved?',
  path: 'Path',
  places: 'Places',
  list: 'Folders',
  empty: 'There are no folders in here.',
  noBuckets: 'There are no buckets in here.',
  unused: 'Nothing is in here yet.',
  noName: '(no name)',
  newFolder: 'New folder…',
  newName: 'Name of the new folder',
  make: 'Make folder',
  cancel: 'Cancel',
  saveHere: 'Save here',
  saveIn: (name: string) => `Save in “${name}”`,
  loading: 'Looking…',
} as const
