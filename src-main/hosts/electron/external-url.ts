/** Longer addresses are cut or refused by browsers anyway, in characters. */
const longest = 2048;

/**
 * The address to hand to the system's browser, or undefined when it must not be: anything but https, which could
 * start another program (`file:`, `smb:`, `ms-…:`), or with a user name, which makes one host look like another.
 * There is no list of hosts: licences, documentation and cloud consoles are named by model cards and checks, so a
 * list would have to grow with them, and the person sees the address in the browser that opens.
 */
export function externalUrl(address: string): string | undefined {
  const url = address.length > longest ? null : URL.parse(address);
  const plain = url?.protocol === 'https:' && url.username === '' && url.password === '';
  return plain ? url.href : undefined;
}
