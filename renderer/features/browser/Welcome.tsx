/** What the middle shows while no bucket is open. */
import { Button } from '../../components/Button.tsx'
import { BucketIcon } from '../../components/BucketIcon.tsx'
import { useStrata } from '../../strata.ts'
import { frameWords } from '../../strings/frame.ts'
import { treeWords as words } from '../../strings/tree.ts'
import './face.css'

export function Welcome() {
  const { sheets } = useStrata()
  return (
    <div className="tree-face">
      <div className="face">
        <BucketIcon size={30} />
        <h2>{words.welcomeTitle}</h2>
        <p>{words.welcomeAdvice}</p>
        <div>
          <Button look="primary" onPress={() => sheets.open({ kind: 'connection', connectionId: null })}>
            {frameWords.newConnection}
          </Button>
        </div>
      </div>
    </div>
  )
}
