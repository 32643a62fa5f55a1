/** Sentences of notes that do not belong to one problem. */
export const exams = [
  'Heart sounds normal, lungs clear, no ankle swelling.',
  'Comfortable at rest. Chest clear. No oedema.',
  'Looks well. Regular pulse, lungs clear, abdomen soft.',
  'Well perfused, lungs clear to the bases.',
]
export const babyExams = [
  'Alert, follows faces. Fontanelle soft, hips stable, heart without murmur, red reflexes present.',
  'Content in the lap. Chest and ears clear, abdomen soft, good tone, hips stable.',
]
export const newStories = [
  'Moved to the area this year; records requested.',
  'Previous doctor retired. Brought all bottles along.',
  'Recommended by a neighbour.',
]
export const childExams = [
  'Alert and playful. Ears, throat and chest normal. Abdomen soft, gait normal.',
  'Growing along the same lines. Heart without murmur, lungs clear, teeth in order.',
  'Cheerful, good eye contact. Teeth clean, spine straight, skin clear.',
]
export const earlyPregnancy = [
  'Nausea easing, tired in the evening, no bleeding or pain.',
  'Nausea gone, appetite back, no bleeding or pain.',
]
export const toddlerStories = [
  'Eats a range of foods, sleeps through, no worries from home.',
  'Milestones as expected; parent has questions about screens and sleep.',
  'Picky with vegetables, otherwise thriving. Runs, climbs, new words every week.',
  'Active, one cold since the last visit.',
]
export const childStories = [
  'School going well, sleeps nine hours, plays outside most days.',
  'Picky with vegetables, otherwise thriving. Reads at bedtime.',
  'Active, one cold since the last visit. Parent asks about screen time.',
]
export const teenStories = [
  'School going well, football twice a week, friends. Seen partly alone; no worries about mood or safety.',
  'Sleeps late at weekends, eats at home. Seen partly alone; no smoking, no low mood.',
  'Seen partly alone. Feels fine about school, asks about skin and sport.',
]
export const babyStories = [
  'Feeding well, wet nappies as expected, sleeps in four-hour stretches.',
  'Breast and bottle, gaining well, smiles.',
  'Started solids, rolls both ways, babbles.',
]
export const annualStories = [
  'No new concerns. Exercises twice a week.',
  'Here for the yearly check, would like to go over medicines.',
  'Well over the year; sleep and mood fair.',
  'Has questions about screening. Eats mostly at home.',
]
export const childPlans = [
  'Growth chart shown; next check at the usual age.',
  'Vaccines reviewed. Dental home, car seat, reading together.',
  'Safety, sleep and screens talked over.',
]
