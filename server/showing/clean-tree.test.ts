import { expect, it } from 'vitest'
import { readTree, writeTree } from './clean-tree'

it('reads cleaned HTML and writes it as it was', () => {
  const html = '<p dir="ltr">a &lt;b&gt; "c"<br><img alt="" data-cid="x&quot;y"></p><details><summary>x</summary></details>'
  expect(writeTree(readTree(html))).toBe(html)
})
it.each([
  ['an element that is not in the list', '<script>x</script>'],
  ['an element of another namespace', '<svg:a>x</svg:a>'],
  ['a value without quotes', '<a href=x>y</a>'],
  ['a value with a tag in it', '<a title="<b>">y</a>'],
  ['a comment', '<p>x<!-- y --></p>'],
  ['a raw less-than', '<p>1 < 2</p>'],
  ['an end that ends something else', '<p><b>x</p></b>'],
  ['an end too many', '<p>x</p></p>'],
  ['a tag that does not end', '<p'],
])('does not go on with %s', (_, html) => expect(() => readTree(html)).toThrow('cleaned HTML'))
