/** Words of the in-app chooser for folders of this computer. */

export const folderWords = {
  title: 'Where shall it be saved?',
  path: 'Path',
  places: 'Places',
  list: 'Folders',
  empty: 'There are no folders in here.',
  newFolder: 'New folder…',
  newName: 'Name of the new folder',
  make: 'Make folder',
  cancel: 'Cancel',
  saveHere: 'Save here',
  saveIn: (name: string) => `Save in “${name}”`,
  loading: 'Looking…',
} as const
