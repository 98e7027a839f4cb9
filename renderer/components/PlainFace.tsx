/** What a view shows while it has no content: in its middle, a picture, what is so, and what can be done. */
import type { ReactNode } from 'react'
import './plainFace.css'

type FaceBoxProps = { readonly className: string; readonly children: ReactNode }

/** The place of a face; `className` says how much room it takes in its view. */
export const FaceBox = ({ className, children }: FaceBoxProps) => (
  <div className={`plain-face ${className}`}>{children}</div>
)

type PlainFaceProps = {
  readonly className: string
  readonly icon: ReactNode
  readonly title: string
  readonly advice: string
  readonly children?: ReactNode
}

export const PlainFace = ({ className, icon, title, advice, children }: PlainFaceProps) => (
  <FaceBox className={className}>
    {icon}
    <h3>{title}</h3>
    <p>{advice}</p>
    {children}
  </FaceBox>
)
