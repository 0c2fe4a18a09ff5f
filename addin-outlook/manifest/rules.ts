import { allBelow, readXml, type XmlElement } from './xml'

export interface RuleParts {
  /** Width and height of the picture at that path of the server; null: there is none. */
  readonly picture: (path: string) => { readonly width: number; readonly height: number } | null
  readonly pageExists: (path: string) => boolean
  /** Names that the script which runs on events gives its functions. */
  readonly functions: readonly string[]
}

/** What neither Microsoft's schemas nor its converter see, and Exchange or Outlook refuse. Empty: all is well. */
export function faultsOf(xml: string, parts: RuleParts): readonly string[] {
  const root = readXml(xml)
  const overrides = allBelow(root).filter(({ name }) => name === 'VersionOverrides')
  return [
    ...(Buffer.byteLength(xml) > 256 * 1024 ? ['larger than 256 KB'] : []),
    ...headFaults(root),
    ...urlFaults(root),
    ...lengthFaults(root),
    ...nestingFaults(root, overrides),
    ...overrides.flatMap((one) => resourceFaults(one, parts)),
    ...overrides.flatMap(iconFaults),
    ...overrides.flatMap((one) => eventFaults(one, parts)),
    ...mainPictureFaults(root, parts),
  ]
}

function headFaults(root: XmlElement): string[] {
  const text = (name: string) => root.children.find((one) => one.name === name)?.text ?? ''
  return [
    ...(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text('Id')) ? [] : ['Id is no GUID']),
    ...(/^\d+(\.\d+){3}$/.test(text('Version')) ? [] : ['Version has not four parts']),
    ...allBelow(root)
      .filter((one) => one.name === 'AppDomain' && !/^https:\/\/[^/*]+$/.test(one.text))
      .map((one) => `AppDomain ${one.text}`),
  ]
}

const valuesOf = ({ attributes, text }: XmlElement) => [attributes.DefaultValue, attributes.Value, text].filter((one) => one !== undefined)

function urlFaults(root: XmlElement): string[] {
  const values = allBelow(root).flatMap(valuesOf)
  return values
    .filter((one) => /^\w+:\/\//.test(one) && (!one.startsWith('https://') || one.length > 2048))
    .map((one) => `not https: ${one}`)
}

const longest: Readonly<Record<string, number>> = {
  DisplayName: 125,
  ProviderName: 125,
  Description: 250,
  'bt:ShortStrings': 125,
  'bt:LongStrings': 250,
}

function lengthFaults(root: XmlElement): string[] {
  return allBelow(root).flatMap((one) =>
    one.name in longest
      ? allBelow(one)
          .flatMap(valuesOf)
          .filter((text) => text.length > longest[one.name]!)
          .map((text) => `too long for ${one.name}: ${text}`)
      : [],
  )
}

/** 1.1 stands inside of 1.0; what is beside it Outlook does not read. */
function nestingFaults(root: XmlElement, overrides: readonly XmlElement[]): string[] {
  const versions = overrides.map(({ attributes }) => attributes['xsi:type'])
  const nested = root.children.filter(({ name }) => name === 'VersionOverrides').length === 1
  return nested && versions.join() === 'VersionOverridesV1_0,VersionOverridesV1_1' ? [] : [`VersionOverrides: ${versions.join()}`]
}

/** The element without the overrides nested in it: their resources do not merge. */
const own = (overrides: XmlElement): XmlElement => ({
  ...overrides,
  children: overrides.children.filter(({ name }) => name !== 'VersionOverrides'),
})

function resourceFaults(overrides: XmlElement, { picture, pageExists }: RuleParts): string[] {
  const all = allBelow(own(overrides))
  const resources = all.filter((one) => 'id' in one.attributes && one.name.startsWith('bt:'))
  const ids = new Set(resources.map(({ attributes }) => attributes.id!))
  const used = new Set(all.flatMap(({ attributes }) => (attributes.resid === undefined ? [] : [attributes.resid])))
  const path = (one: XmlElement) => new URL(one.attributes.DefaultValue!).pathname
  return [
    ...[...used].filter((id) => !ids.has(id)).map((id) => `no resource ${id}`),
    ...[...ids].filter((id) => !used.has(id)).map((id) => `resource ${id} is not used`),
    ...[...ids].filter((id) => id.length > 32).map((id) => `resource id ${id} is too long`),
    ...(ids.size === resources.length ? [] : ['a resource id twice']),
    ...resources.filter((one) => one.name === 'bt:Image' && !picture(path(one))).map((one) => `no picture ${path(one)}`),
    ...resources.filter((one) => one.name === 'bt:Url' && !pageExists(path(one))).map((one) => `no page ${path(one)}`),
    ...all
      .filter(({ name }) => name === 'bt:Image')
      .filter(({ attributes: { size, resid } }) => {
        const found = resources.find(({ attributes }) => attributes.id === resid)
        const pixels = found && picture(path(found))
        return resid !== undefined && pixels && (pixels.width !== Number(size) || pixels.height !== Number(size))
      })
      .map(({ attributes }) => `${attributes.resid} has not ${attributes.size} pixels`),
  ]
}

/** What runs on events: a function of the script, in a runtime that is declared. 'Block' would hold up mail when the server is away. */
function eventFaults(overrides: XmlElement, { functions }: RuleParts): string[] {
  const all = allBelow(own(overrides))
  const events = all.filter(({ name }) => name === 'LaunchEvent').map(({ attributes }) => attributes)
  const points = all.filter(({ name, attributes }) => name === 'ExtensionPoint' && attributes['xsi:type'] === 'LaunchEvent')
  const pages = points.flatMap(({ children }) => children.filter(({ name }) => name === 'SourceLocation'))
  const runtimes = all.filter(({ name }) => name === 'Runtime').map(({ attributes }) => attributes.resid)
  return [
    ...events.filter(({ FunctionName }) => !functions.includes(FunctionName!)).map(({ FunctionName }) => `no function ${FunctionName}`),
    ...events.filter(({ SendMode }) => SendMode === 'Block').map(({ Type }) => `${Type} blocks`),
    ...pages.filter(({ attributes }) => !runtimes.includes(attributes.resid)).map(({ attributes }) => `no runtime ${attributes.resid}`),
  ]
}

/** Exchange refuses a button without all three. */
function iconFaults(overrides: XmlElement): string[] {
  const icons = allBelow(own(overrides)).filter(({ name }) => name === 'Icon')
  return icons
    .map((icon) => icon.children.map(({ attributes }) => attributes.size).join())
    .filter((sizes) => sizes !== '16,32,80')
    .map((sizes) => `icon sizes ${sizes}`)
}

function mainPictureFaults(root: XmlElement, { picture }: RuleParts): string[] {
  return Object.entries({ IconUrl: 64, HighResolutionIconUrl: 128 }).flatMap(([name, size]) => {
    const url = root.children.find((one) => one.name === name)?.attributes.DefaultValue
    return url && picture(new URL(url).pathname)?.width === size ? [] : [`${name} has not ${size} pixels`]
  })
}
