/** A pail: what S3 calls a bucket. */
import { createLucideIcon } from 'lucide-react'

const Pail = createLucideIcon('pail', [
  ['ellipse', { cx: '12', cy: '6', rx: '8', ry: '3', key: 'rim' }],
  ['path', { d: 'M4 6l2 13c0 1 3 2 6 2s6-1 6-2l2-13', key: 'body' }],
])

export const BucketIcon = ({ size = 15 }: { readonly size?: number }) => <Pail size={size} aria-hidden />
