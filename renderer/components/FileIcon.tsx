/** The picture before a name: folders, and files by what their name says they are. */
import { createElement } from 'react'
import {
  AudioLines,
  Clapperboard,
  File,
  FileArchive,
  FileCode,
  FileSpreadsheet,
  FileText,
  Folder,
  Image,
  type LucideIcon,
} from 'lucide-react'
import { nameOf } from '../../shared/key.ts'

const icons: readonly (readonly [LucideIcon, string])[] = [
  [Image, 'png jpg jpeg gif webp avif heic svg tif tiff bmp ico psd ai raw cr2 nef dng'],
  [Clapperboard, 'mp4 mov mkv webm avi m4v mpg mpeg wmv'],
  [AudioLines, 'mp3 wav flac ogg m4a aac aiff opus'],
  [FileArchive, 'zip gz tgz tar bz2 xz 7z rar zst dmg iso'],
  [FileSpreadsheet, 'xls xlsx csv tsv ods numbers parquet'],
  [FileText, 'txt md pdf doc docx odt rtf pages ppt pptx odp key log'],
  [
    FileCode,
    'js ts tsx jsx mjs cjs json html css scss py rb go rs java c h cpp sh yml yaml toml xml sql php swift kt',
  ],
]

const byExtension: ReadonlyMap<string, LucideIcon> = new Map(
  icons.flatMap(([icon, extensions]) => extensions.split(' ').map((extension) => [extension, icon] as const)),
)

export function FileIcon({ name, isFolder }: { readonly name: string; readonly isFolder: boolean }) {
  if (isFolder) return <Folder size={15} className="folder-icon" aria-hidden />
  return createElement(iconOf(nameOf(name)), { size: 15, className: 'file-icon', 'aria-hidden': true })
}

const iconOf = (name: string): LucideIcon =>
  byExtension.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? File
