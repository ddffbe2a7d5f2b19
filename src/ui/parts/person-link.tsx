/** Somebody's name, which opens their page for those who may open it. */
import { mayOpen } from '../access.ts'
import { nameOf } from '../names.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'

interface PersonLinkProps {
  readonly person: { readonly id: string } & Parameters<typeof nameOf>[0]
}

export function PersonLink({ person }: PersonLinkProps) {
  const { me } = useReader()
  const name = nameOf(person)
  return mayOpen(me, 'edit:feed_owned_field') ? <a href={paths.person(person.id)}>{name}</a> : name
}
