/** Tells the LMS how high the page is, so that its frame grows with it and there is one scroll bar, not two. */

/** The least that a frame is asked for: a page that is still loading must not make it collapse. */
const HEIGHT_MIN = 320

/**
 * Posts `lti.frameResize` whenever the page's content changes its height. The message says nothing but a number, so any
 * parent may hear it; platforms that don't know it let it pass.
 */
export function followHeight(root: Element, parent: Pick<Window, 'postMessage'>): void {
  let told = 0
  const tell = (): void => {
    const height = Math.max(Math.ceil(root.getBoundingClientRect().height), HEIGHT_MIN)
    if (height === told) return
    told = height
    parent.postMessage({ subject: 'lti.frameResize', height }, '*')
  }
  new ResizeObserver(tell).observe(root)
}
