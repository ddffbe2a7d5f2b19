/** A packed file with the given parts, their content stored as it is. */

const LOCAL_BYTES = 30
const ENTRY_BYTES = 46
const END_BYTES = 22

export function packedFile(names: readonly string[], content = 'x'): Buffer {
  const parts: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const name of names) {
    const local = Buffer.alloc(LOCAL_BYTES)
    local.write('PK\u0003\u0004', 0, 'latin1')
    local.writeUInt32LE(content.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(ENTRY_BYTES)
    entry.write('PK\u0001\u0002', 0, 'latin1')
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    const part = Buffer.concat([local, Buffer.from(name), Buffer.from(content)])
    parts.push(part)
    entries.push(Buffer.concat([entry, Buffer.from(name)]))
    at += part.length
  }
  const end = Buffer.alloc(END_BYTES)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(
    entries.reduce((sum, entry) => sum + entry.length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...entries, end])
}
