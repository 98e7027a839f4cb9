/** An upload with more than its bytes: class, type, access, encryption, metadata, tags; then the files are chosen. */
import { useState } from 'react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { useStrata } from '../../strata.ts'
import { optionWords as words } from '../../strings/uploadOptions.ts'
import { uploadChosen, type UploadKind } from '../../verbs/upload.ts'
import { PairRows } from './PairRows.tsx'
import { optionsOf, problemsOf, usualForm } from './uploadForm.ts'
import { AccessFields, HeaderFields } from './UploadOptionFields.tsx'
import './uploadOptions.css'

type UploadOptionsSheetProps = { readonly place: PrefixRef; readonly onClose: () => void }

export function UploadOptionsSheet({ place, onClose }: UploadOptionsSheetProps) {
  const strata = useStrata()
  const [form, setForm] = useState(usualForm)
  const problems = problemsOf(form)
  const isBad = Object.keys(problems).length > 0
  const choose = (kind: UploadKind): void => {
    onClose()
    uploadChosen(strata, place, kind, { options: optionsOf(form), into: null })
  }
  return (
    <Sheet
      title={words.title(`${place.bucket}/${place.prefix}`.replace(/\/$/, ''))}
      lead={words.lead}
      onClose={onClose}
      foot={
        <>
          <span className="push" />
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button isDisabled={isBad} onPress={() => choose('folder')}>
            {words.chooseFolder}
          </Button>
          <Button look="primary" isDisabled={isBad} onPress={() => choose('files')}>
            {words.chooseFiles}
          </Button>
        </>
      }
    >
      <div className="upload-options">
        <HeaderFields form={form} problems={problems} onChange={setForm} />
        <AccessFields form={form} problems={problems} onChange={setForm} />
        <PairRows
          label={words.metadata}
          add={words.addMetadata}
          pairs={form.metadata}
          problem={problems.metadata}
          onChange={(metadata) => setForm({ ...form, metadata })}
        />
        <PairRows
          label={words.tags}
          add={words.addTag}
          pairs={form.tags}
          problem={problems.tags}
          onChange={(tags) => setForm({ ...form, tags })}
        />
      </div>
    </Sheet>
  )
}
