/** Made-up names that sound like a district and belong to nobody. */

// oxfmt-ignore
export const GIVEN_NAMES = [
  'Abena', 'Adela', 'Aiko', 'Alaric', 'Amara', 'Anselm', 'Arlo', 'Bastian', 'Beatriz', 'Bodhi', 'Briony', 'Calla', 'Caspian', 'Cosima',
  'Dara', 'Delphine', 'Desta', 'Eamon', 'Elowen', 'Emeka', 'Esme', 'Fenna', 'Finnian', 'Florian', 'Gideon', 'Greta', 'Hana', 'Hester',
  'Idris', 'Imani', 'Ines', 'Isolde', 'Jarek', 'Jovita', 'Juno', 'Kaia', 'Keanu', 'Kofi', 'Leocadia', 'Linus', 'Lucinda', 'Maeve',
  'Mateo', 'Milena', 'Nadia', 'Nikhil', 'Odette', 'Olamide', 'Orson', 'Paloma', 'Percy', 'Quilla', 'Rafaela', 'Ravi', 'Rosalind', 'Saoirse',
  'Sefa', 'Soren', 'Tamsin', 'Thaddeus', 'Tova', 'Ulrike', 'Valentin', 'Vesna', 'Wendell', 'Xiomara', 'Yusra', 'Zelda', 'Zoë', 'Ángel',
] as const

// oxfmt-ignore
export const FAMILY_NAMES = [
  'Abernethy', 'Adeyemi-Stone', 'Ashgrove', 'Barleycombe', 'Beckwith', 'Brambleton', 'Castellanos', 'Chandrasekhar', 'Copperfield', 'Dunmore',
  'Eberhardt', 'Ellingsworth', 'Fairweather', 'Featherstone', 'Ferreira', 'Galloway', 'Greenhalgh', 'Halloran', 'Hartwell', 'Holloway',
  'Ibarra', 'Ingersoll', 'Jankowski', 'Kestrel', 'Kingsolver', 'Lindqvist', 'Lockhart', 'Marchetti', 'Merriweather', 'Moonfield',
  'Nakagawa', 'Nightingale', "O'Mallory", 'Okonkwo', 'Pemberton', 'Quartermaine', 'Ravenscroft', 'Ridgeway', 'Sandoval', 'Silverthorne',
  'Stonebridge', 'Thackeray', 'Thornbury', 'Underhill', 'Valderrama', 'Vandermeer', 'Waverley', 'Whitlock', 'Winterbourne', 'Yarrow', 'Zielinski', 'Müller-Voß',
] as const

// oxfmt-ignore
export const PLACE_NAMES = [
  'Alder', 'Birchwood', 'Cedar Hollow', 'Dogwood', 'Elmhurst', 'Foxglove', 'Goldenrod', 'Hawthorn', 'Ironwood', 'Juniper', 'Kingfisher',
  'Larkspur', 'Magnolia', 'Northbrook', 'Oakhaven', 'Pinecrest', 'Quail Run', 'Redbud', 'Sycamore', 'Tamarack', 'Upland', 'Verbena', 'Willow Bend', 'Yarrow Creek',
] as const

export const SUBJECTS = [
  'Mathematics',
  'English',
  'Science',
  'Social Studies',
  'Art',
  'Music',
  'Physical Education',
  'World Languages',
] as const

export const STAFF_TITLES = [
  'Teacher',
  'Reading Specialist',
  'Library Media Specialist',
  'Special Education Teacher',
] as const
