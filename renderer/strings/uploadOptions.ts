/** Words of what an upload gives its objects besides their bytes. */

export const optionWords = {
  title: (place: string) => `Upload to ${place} with options`,
  lead: 'All files of this upload get them. What is left empty is as usual.',
  storageClass: 'Storage class',
  usualClass: 'the bucket’s own',
  classHelp: 'Cold classes cost to read and keep a file for months at least; some must be retrieved first.',
  contentType: 'Content type',
  usualType: 'by each file’s name',
  cacheControl: 'Cache control',
  usualCache: 'none',
  acl: 'Access',
  acls: {
    usual: 'The bucket’s own',
    private: 'Private',
    'public-read': 'Everybody may read',
    'bucket-owner-full-control': 'The bucket’s owner has full control',
  },
  publicHelp: 'Everybody who knows the address can read the files.',
  encryption: 'Encryption',
  encryptions: {
    usual: 'The bucket’s own',
    AES256: 'Keys of the server (AES256)',
    'aws:kms': 'A key of the key service (aws:kms)',
  },
  keyId: 'Key',
  usualKey: 'the service’s usual key',
  metadata: 'Metadata',
  tags: 'Tags',
  name: 'Name',
  value: 'Value',
  nameOf: (list: string, number: number) => `${list}: name ${number}`,
  valueOf: (list: string, number: number) => `${list}: value ${number}`,
  removeOf: (list: string, number: number) => `${list}: remove ${number}`,
  addMetadata: 'Add metadata',
  addTag: 'Add a tag',
  cancel: 'Cancel',
  chooseFolder: 'Choose folder…',
  chooseFiles: 'Choose files…',
} as const

export type OptionProblem =
  | 'bad-type'
  | 'bad-class'
  | 'bad-header'
  | 'bad-name'
  | 'no-name'
  | 'same-name'
  | 'too-much'
  | 'too-many-tags'
  | 'long-tag'

export const optionProblems: Readonly<Record<OptionProblem, string>> = {
  'bad-type': 'A content type looks like image/png.',
  'bad-class': 'A storage class has capital letters and underlines, like STANDARD_IA.',
  'bad-header': 'Only characters that a header can carry: no line breaks, no accents, no emoji.',
  'bad-name': 'Names have letters, digits, hyphens, dots and underlines.',
  'no-name': 'A value needs a name.',
  'same-name': 'Two of them have the same name.',
  'too-much': 'Names and values together may have 2,048 bytes.',
  'too-many-tags': 'A file may have 10 tags.',
  'long-tag': 'A tag’s name may have 128 characters, its value 256.',
}
