import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort } from '@postakte/server/testing/postgres'
import { Marionette } from './marionette'
import { makeProfile, type ProfileOptions } from './profile'

/** Debian's newest; another one by THUNDERBIRD. */
export const thunderbirdPath = (): string | null =>
  [process.env.THUNDERBIRD, '/usr/lib/thunderbird/thunderbird'].find((path) => path && existsSync(path)) ?? null

/** Beside it the oldest that the add-on is for, where THUNDERBIRD_OLDER names one (.ci/run gets it). */
export const thunderbirds = (): readonly { readonly name: string; readonly path: string }[] =>
  [thunderbirdPath() ?? '', process.env.THUNDERBIRD_OLDER]
    .filter((path) => path !== undefined)
    .map((path) => ({ name: `Thunderbird ${versionAt(path)}`, path }))

function versionAt(path: string): string {
  const about = join(dirname(path), 'application.ini')
  return existsSync(about) ? /^Version=(.*)$/m.exec(readFileSync(about, 'utf8'))![1]! : ''
}

type Work<T> = (...given: never[]) => T | Promise<T>

interface Browser {
  readonly id: number
  readonly url: string
}

/** A real Thunderbird without a screen, with hands for what its user does. */
export class Thunderbird {
  readonly folder: string
  private readonly path: string
  private readonly port: number
  private child: ChildProcess
  private marionette: Marionette
  private sessionId = ''

  private constructor(path: string, folder: string, port: number, child: ChildProcess, marionette: Marionette) {
    this.path = path
    this.folder = folder
    this.port = port
    this.child = child
    this.marionette = marionette
  }

  static async start(options: Omit<ProfileOptions, 'marionettePort'>, path = thunderbirdPath()!): Promise<Thunderbird> {
    const folder = mkdtempSync(join(tmpdir(), 'postakte-tb-'))
    const port = await freePort()
    makeProfile(folder, { ...options, marionettePort: port })
    const [child, marionette] = await launch(path, folder, port)
    const one = new Thunderbird(path, folder, port, child, marionette)
    await one.begin()
    await one.givePassword(options.user)
    return one
  }

  /** The user closes Thunderbird and opens it again: the same profile. */
  async restart(): Promise<void> {
    await this.quit()
    ;[this.child, this.marionette] = await launch(this.path, this.folder, this.port)
    await this.begin()
  }

  /** Without a chance to write down anything, and there again. */
  async crash(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()))
    this.child.kill('SIGKILL')
    await ended
    this.marionette.close()
    ;[this.child, this.marionette] = await launch(this.path, this.folder, this.port)
    await this.begin()
  }

  async stop(): Promise<void> {
    await this.quit()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** What Thunderbird and the add-on wrote to the console. */
  log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8')
  }

  /** A folder or an .xpi, as "install add-on from file" does, but for this session only unless `lasting`. */
  async install(path: string, lasting = false): Promise<void> {
    await this.marionette.send('Addon:Install', { path, temporary: !lasting })
  }

  /** Runs in Thunderbird's own code; sees only what it is given. */
  async chrome<T, G extends readonly unknown[]>(work: (...given: G) => T | Promise<T>, ...given: G): Promise<T> {
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' })
    return this.run(work as unknown as Work<T>, given, { sandbox: 'system' })
  }

  /** Runs in a page of the add-on (options, panel), whose address has `part` in it. */
  async page<T, G extends readonly unknown[]>(part: string, work: (...given: G) => T | Promise<T>, ...given: G): Promise<T> {
    await this.enter(part)
    return this.run(work as unknown as Work<T>, given, { sandbox: null, newSandbox: false })
  }

  /** A real click, with all that a click allows, as soon as there is something to click at. */
  async clickIn(part: string, css: string): Promise<void> {
    for (const end = Date.now() + 15_000; ; ) {
      try {
        await this.enter(part)
        return void (await this.marionette.send('WebDriver:ElementClick', { id: await this.find(css) }))
      } catch (error) {
        if (Date.now() > end || !/not interactable/.test(String(error))) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  }

  async typeIn(part: string, css: string, text: string): Promise<void> {
    await this.enter(part)
    const id = await this.find(css)
    await this.marionette.send('WebDriver:ElementClear', { id })
    await this.marionette.send('WebDriver:ElementSendKeys', { id, text })
  }

  /** The mail window as it is seen. */
  async picture(path: string): Promise<void> {
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' })
    await this.keepPicture(path)
  }

  /** Of a page of the add-on. */
  async pictureOf(part: string, path: string): Promise<void> {
    await this.enter(part)
    await this.keepPicture(path)
  }

  private async keepPicture(path: string): Promise<void> {
    const { value } = await this.marionette.send<{ value: string }>('WebDriver:TakeScreenshot', { full: true, hash: false })
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, Buffer.from(value, 'base64'))
  }

  private async find(css: string): Promise<string> {
    const { value } = await this.marionette.send<{ value: Record<string, string> }>('WebDriver:FindElement', {
      using: 'css selector',
      value: css,
    })
    return Object.values(value)[0]!
  }

  /** Marionette knows no tabs of Thunderbird: the page's browsing context is handed to its session. */
  private async enter(part: string): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      const found = (await this.chrome(listBrowsers)).find(({ url }) => url.includes(part))
      if (found) {
        await this.chrome(handOver, found.id, this.sessionId)
        await this.marionette.send('Marionette:SetContext', { value: 'content' })
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`no page ${part} is open`)
  }

  private async run<T>(work: Work<T>, given: readonly unknown[], where: object): Promise<T> {
    // What runs TypeScript may have put names on functions.
    const script = `const __name = (one) => one;
      const timer = typeof setTimeout === 'function' ? globalThis : ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
      ${until};
      const done = arguments[arguments.length - 1];
      (async () => (${work}).apply(null, arguments[0]))().then(
        (value) => done({ value: value === undefined ? null : value }),
        (error) => done({ error: String((error && error.message) || error) + '\\n' + String((error && error.stack) || '') }))`
    const { value } = await this.marionette.send<{ value: { value: T } | { error: string } | null }>('WebDriver:ExecuteAsyncScript', {
      script,
      args: [given],
      newSandbox: true,
      ...where,
    })
    // A page that closes itself may be gone before it has answered.
    if (value === null) return null as T
    if ('error' in value) throw new Error(`in Thunderbird: ${value.error}`)
    return value.value
  }

  private async begin(): Promise<void> {
    const session = await this.marionette.send<{ sessionId: string }>('WebDriver:NewSession', { strictFileInteractability: false })
    this.sessionId = session.sessionId
    await this.scriptsWithin(60_000)
  }

  /** A script in a page that is loaded anew at that moment never answers: whoever asks again and again gives it up sooner. */
  async scriptsWithin(millis: number): Promise<void> {
    await this.marionette.send('WebDriver:SetTimeouts', { script: millis })
  }

  private givePassword(user: string): Promise<void> {
    return this.chrome(async (login) => {
      const info = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo)
      info.init('imap://127.0.0.1', null, 'imap://127.0.0.1', login, 'geheim', '', '')
      await Services.logins.initializationPromise
      await Services.logins.addLoginAsync(info)
    }, user)
  }

  private async quit(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()))
    if (this.child.exitCode !== null) return
    await this.marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => this.child.kill('SIGKILL'))
    // As long as it takes beside much other work: what is killed has not written down what it knew.
    const late = setTimeout(() => this.child.kill('SIGKILL'), 60_000)
    await ended
    clearTimeout(late)
    this.marionette.close()
  }
}

async function launch(path: string, folder: string, port: number): Promise<[ChildProcess, Marionette]> {
  const out = openSync(join(folder, 'log'), 'a')
  const more = ['--no-remote', '--new-instance', '--headless', '--marionette', '--remote-allow-system-access']
  const child = spawn(path, [...more, '--profile', folder], {
    stdio: ['ignore', out, out],
    env: {
      ...process.env,
      HOME: join(folder, 'home'),
      MOZ_CRASHREPORTER_DISABLE: '1',
      NO_AT_BRIDGE: '1',
      MOZ_HEADLESS_WIDTH: '1400',
      MOZ_HEADLESS_HEIGHT: '900',
    },
  })
  return [child, await Marionette.to(port, () => child.exitCode === null)]
}

/** Every script has it: looks again and again, until there is something. What cannot be looked at is not there yet. */
async function until<T>(what: string, look: () => T): Promise<NonNullable<T>> {
  let why = ''
  for (let attempt = 0; attempt < 800; attempt++) {
    try {
      const found = look()
      if (found) return found as NonNullable<T>
      why = ''
    } catch (error) {
      why = ` (${error})`
    }
    await new Promise((resolve) => timer.setTimeout(resolve, 25))
  }
  throw new Error(`waited in vain: ${what}${why}`)
}

function listBrowsers(): Browser[] {
  const found: Browser[] = []
  const walk = (document: any) => {
    for (const browser of document.querySelectorAll('browser')) {
      if (browser.browsingContext) found.push({ id: browser.browsingContext.id, url: browser.currentURI?.spec ?? '' })
      if (browser.contentDocument) walk(browser.contentDocument)
    }
  }
  for (const window of Services.wm.getEnumerator(null)) walk(window.document)
  return found
}

function handOver(id: number, sessionId: string): void {
  const { getWebDriverSessionById } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/Session.sys.mjs')
  getWebDriverSessionById(sessionId).contentBrowsingContext = BrowsingContext.get(id)
}
