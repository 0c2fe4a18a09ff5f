import { Button } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons'
import { useNavigation } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'

/** In a subject it leads every answer to the case. Stands there as text, too, for where nothing may be copied. */
export function CopyTag({ tag }: { readonly tag: string }) {
  const { tell } = useNavigation()
  const { say } = useAllTexts()
  const copy = () =>
    void navigator.clipboard.writeText(tag).then(
      () => tell({ text: say('tagCopied', { tag }), undo: null }),
      () => tell({ text: say('tagNotCopied'), undo: null }),
    )
  return (
    <p className="row">
      <code>{tag}</code>
      <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={copy}>
        {say('copyTag')}
      </Button>
    </p>
  )
}
