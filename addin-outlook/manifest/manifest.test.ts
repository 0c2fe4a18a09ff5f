import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import { manifestFor, templateInstallation, versionOf } from '@postakte/shared/outlook/installation'
import { describe, expect, it } from 'vitest'
import { converted, noSchemas, validated } from './microsoft'
import { sizeOfPng } from './png'
import { faultsOf } from './rules'
import { allBelow, readXml } from './xml'

const project = join(import.meta.dirname, '../..')
const template = readFileSync(join(project, 'manifest.xml'), 'utf8')
const own = { base: 'https://post.sonnberg.example:8443', id: '0b9f7f0e-5a53-4d0c-8d9a-6a6f3c1f2e11', revision: 3 }
const manifests: [string, string][] = [
  ['the template', template],
  ["an installation's own", manifestFor(template, own)],
]
const inProject = (path: string) => join(project, 'addin-outlook', path.replace(/^\/outlook\//, ''))
/** The script for events is built of its source. */
const script = readFileSync(join(project, 'addin-outlook/sending/sending.ts'), 'utf8')
const parts = {
  picture: sizeOfPicture,
  pageExists: (path: string) => path === '/outlook/sending.js' || (path.startsWith('/outlook/') && existsSync(inProject(path))),
  functions: [...script.matchAll(/associate\('(\w+)'/g)].map((match) => match[1]!),
}

describe.each(manifests)('the manifest for Outlook: %s', (_, xml) => {
  it('keeps the rules that Exchange and Outlook have beside the schemas', () => {
    expect(faultsOf(xml, parts)).toEqual([])
  })
  it.each(['de-de', 'en-us'])("goes through Microsoft's converter and JSON schema (%s)", async (locale) => {
    expect(await converted(xml, locale)).toEqual([])
  })
  it.skipIf(noSchemas)("is valid by Microsoft's XSDs", () => {
    expect(validated(xml)).toBe('- validates')
  })
})

describe('the checks of the manifest', () => {
  const broken = (from: string | RegExp, to: string) => {
    const xml = template.replace(from, to)
    expect(xml).not.toBe(template)
    return xml
  }
  it.each([
    ['not https: http://postakte.example/install', 'https://postakte.example/install', 'http://postakte.example/install'],
    ['no resource Icon.99', 'resid="Icon.16"', 'resid="Icon.99"'],
    [
      'resource Unused is not used',
      '<bt:Urls>',
      '<bt:Urls><bt:Url id="Unused" DefaultValue="https://postakte.example/outlook/panel.html"/>',
    ],
    ['Icon.16 has not 64 pixels', '<bt:Image size="16"', '<bt:Image size="64"'],
    ['icon sizes 16,32', '<bt:Image size="80" resid="Icon.80"/>', ''],
    ['no picture /outlook/icons/icon-17.png', 'icon-16.png', 'icon-17.png'],
    ['no page /outlook/pane.html', /(Pane.Url" DefaultValue=".*)panel.html/, '$1pane.html'],
    ['Version has not four parts', '<Version>1.0.0.0', '<Version>1.0.0'],
    ['AppDomain https://postakte.example/', '<AppDomain>https://postakte.example', '<AppDomain>https://postakte.example/'],
    ['IconUrl has not 64 pixels', 'icon-64.png', 'icon-80.png'],
    [
      'too long for DisplayName: Postaktexxxx',
      'DisplayName DefaultValue="Postakte',
      `DisplayName DefaultValue="Postakte${'x'.repeat(120)}`,
    ],
    ['no function onSend', 'FunctionName="onMessageSend"', 'FunctionName="onSend"'],
    ['OnMessageSend blocks', 'SendMode="SoftBlock"', 'SendMode="Block"'],
    ['no runtime Sending.Page', '<Runtime resid="Sending.Page">', '<Runtime resid="Pane.Url">'],
    ['VersionOverrides: VersionOverridesV1_0,VersionOverridesV1_0', 'xsi:type="VersionOverridesV1_1"', 'xsi:type="VersionOverridesV1_0"'],
  ])('find: %s', (fault, from, to) => {
    expect(faultsOf(broken(from, to), parts).join('\n')).toContain(fault)
  })
  it("see what only Microsoft's converter sees", async () => {
    expect(await converted(broken('resid="Pane.Url"', 'resid="Nowhere"'), 'de-de')).not.toEqual([])
    expect(await converted(broken('ReadWriteMailbox', 'Everything'), 'de-de')).not.toEqual([])
  })
  it.skipIf(noSchemas)('see a misspelt element by the XSDs', () => {
    expect(validated(broken(/SupportsPinning/g, 'SupportsPining'))).toContain('SupportsPining')
  })
})

describe('what the manifest asks Outlook for', () => {
  const elements = allBelow(readXml(template))
  const texts = (name: string) => elements.filter((one) => one.name === name).map(({ text }) => text)
  it('opens beside a mail that is read and one that is written, and stays open', () => {
    const points = elements.filter(({ name }) => name === 'ExtensionPoint').map(({ attributes }) => attributes['xsi:type'])
    expect([...new Set(points)]).toEqual(['MessageReadCommandSurface', 'MessageComposeCommandSurface', 'LaunchEvent'])
    expect(texts('SupportsPinning')).toEqual(['true', 'true'])
    expect([...texts('SupportsSharedFolders'), ...texts('SupportsMultiSelect'), ...texts('SupportsNoItemContext')]).toEqual([
      'true',
      'true',
      'true',
    ])
  })
  it('is asked when a message is sent, and lets it go when it cannot be asked', () => {
    const events = elements.filter(({ name }) => name === 'LaunchEvent').map(({ attributes }) => [attributes.Type, attributes.SendMode])
    expect(events).toEqual([['OnMessageSend', 'SoftBlock']])
  })
  it('asks for no more of Outlook than every server has', () => {
    expect([...new Set(elements.flatMap(({ attributes }) => attributes.DefaultMinVersion ?? []))]).toEqual(['1.5'])
  })
})

describe("an installation's own manifest", () => {
  const xml = manifestFor(template, own)
  it('names its server and its id, and nothing of the template', () => {
    expect(xml).not.toContain(templateInstallation.base)
    expect(xml).not.toContain(templateInstallation.id)
    expect(readXml(xml).children.find(({ name }) => name === 'Id')?.text).toBe(own.id)
    expect(versionOf(xml)).toBe('1.0.3.0')
    expect(xml).toContain(`<AppDomain>${own.base}</AppDomain>`)
  })
  it.each([
    'http://post.sonnberg.example',
    'https://post.sonnberg.example/postakte',
    'post.sonnberg.example',
    'https://a:b@post.sonnberg.example',
  ])('is not made for %s', (base) => expect(() => manifestFor(template, { ...own, base })).toThrow(Problem))
  it('takes no id that is no GUID', () => {
    expect(() => manifestFor(template, { ...own, id: '"/><Id>' })).toThrow(Problem)
  })
})

function sizeOfPicture(path: string): { width: number; height: number } | null {
  return path.startsWith('/outlook/') && existsSync(inProject(path)) ? sizeOfPng(readFileSync(inProject(path))) : null
}
