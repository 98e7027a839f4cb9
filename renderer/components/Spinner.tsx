/** Something is on its way; appears only when it takes a moment. */
import { LoaderCircle } from 'lucide-react'
import './spinner.css'

export function Spinner({ label = 'Loading…' }: { readonly label?: string }) {
  return (
    <div className="spinner" role="status">
      <LoaderCircle size={18} className="spin" aria-hidden />
      <span className="visually-hidden">{label}</span>
    </div>
  )
}
