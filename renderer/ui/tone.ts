/** What a colour means. Each use has a mark or a word beside it; colour alone says nothing. */
export type Tone = 'danger' | 'attention' | 'information' | 'good' | 'accent' | 'plain'
