/** What stands in a preview's place, and why. */
import { FileQuestionMark } from 'lucide-react'

export const NoPreview = ({ why }: { readonly why: string }) => (
  <p className="preview-none">
    <FileQuestionMark size={24} strokeWidth={1.5} aria-hidden />
    {why}
  </p>
)
