import type { StarterText } from './starter.js'

/** Visits for what lasts: how it goes, what was measured, what to change. */
export const followUpStarters: readonly StarterText[] = [
  {
    name: 'dmfu',
    title: 'Diabetes follow-up',
    about: 'Type 2 diabetes',
    kind: 'template',
    // What is due each year: American Diabetes Association, Standards of Care.
    lines: `
      = Subjective
      {{name}}, {{age}}, for diabetes. At home: {does not measure|fasting ***, after meals ***|sensor, time in range *** %}.
      - Low sugar (below 70 mg/dL, or shaky): {none|***}. Help needed: {never|***}.
      - Takes medicines: {as prescribed|misses: ***}. Side effects: {none|***}.
      - Thirst, weight, sight, chest pain: {no change|***}
      - Feet: {no numbness or sores|***|not asked}
      = Objective
      @vitals
      @a1c
      .examfeet
      = Assessment and plan
      Type 2 diabetes, {at goal|above goal|lows}. Goal for A1c: {below 7 %|below 8 %|***}.
      - Medicines: {no change|***}
      - Kidney (eGFR and urine albumin), eyes, feet, lipids this year: {*kidney due|eyes due|feet due|lipids due|nothing due}
      - Blood pressure and statin: {as they should be|***}
      - Next A1c in {3 months|6 months|***}
    `,
  },
  {
    name: 'htnfu',
    title: 'Hypertension follow-up',
    about: 'Blood pressure over time',
    kind: 'template',
    lines: `
      = Subjective
      {{name}}, {{age}}, for blood pressure. At home: {does not measure|average ***}.
      - Takes medicines: {as prescribed|misses: ***}. Dizzy, cough, swelling: {no|yes: ***}.
      - NSAID, decongestant, licorice, alcohol, salt: {none of note|***}
      - Chest pain, breathlessness, headache with trouble seeing, weakness: {no|yes: ***}
      = Objective
      @vitals
      Second reading: {not taken|***, after five minutes seated|***}. Standing: {not taken|***}.
      .examcv
      = Assessment and plan
      Hypertension, {at goal|above goal|too low}. Goal: {below 130/80|below 140/90|***}.
      - Medicines: {no change|***}
      - Potassium and creatinine: {up to date|due|***}
      - Advice: {*home readings|less salt|activity|weight|less alcohol|none today}
      - Next visit in {4 weeks|3 months|6 months|***}
    `,
  },
  {
    name: 'moodfu',
    title: 'Depression and anxiety follow-up',
    about: 'With PHQ-9, GAD-7 and safety',
    kind: 'template',
    // Cut-offs: PHQ-9 (Kroenke et al., 2001) 5, 10, 15, 20; GAD-7 (Spitzer et al., 2006) 5, 10, 15.
    lines: `
      = Subjective
      {{name}}, {{age}}, for {depression|anxiety|depression and anxiety}. Since the last visit: {better|the same|worse}.
      - PHQ-9: *** of 27 (before: ***). Question 9, thoughts of death or self-harm: {0, not at all|1, several days|2, more than half the days|3, nearly every day|not asked}.
      - GAD-7: *** of 21 (before: ***)
      - Thoughts of suicide now: {not asked|denied when asked|present, plan: ***, means: ***}
      - Ever days of little sleep with much energy: {no|yes: ***}
      - Sleep, appetite, work, company: ***
      - Medicine: {as prescribed|misses: ***|none}. Side effects: {none|***}. Therapy: {none|***}.
      - Alcohol and other substances: {none|***}
      = Objective
      @vitals
      .exampsych
      = Assessment and plan
      {Depression|Anxiety|***}, {in remission|better|unchanged|worse}. Safety: {no present danger found|plan made: ***|sent for emergency care|not assessed: ***}.
      - Medicine: {no change|***}
      - Therapy: {goes on|referred|***}
      - 988 Suicide & Crisis Lifeline (call or text 988): {given|not given}
      - Next visit in {1 week|2 weeks|4 weeks|***}
    `,
  },
  {
    name: 'asthma',
    title: 'Asthma',
    about: 'Control, inhalers, action plan',
    kind: 'template',
    // Four questions of control over four weeks: Global Initiative for Asthma (GINA).
    lines: `
      = Subjective
      {{name}}, {{age}}, for asthma. In the last 4 weeks:
      - Symptoms by day more than twice a week: {no|yes}
      - Woken at night: {no|yes}
      - Reliever more than twice a week: {no|yes}
      - Kept from activity: {no|yes}
      Oral steroids, emergency visits, ever intubated: {none in a year|***}. Triggers: ***. Tobacco smoke: {none|***}.
      = Objective
      @vitals
      .examresp
      Peak flow ***, best ***. Inhaler shown: {right|corrected|not shown}.
      = Assessment and plan
      Asthma, {well controlled|partly controlled|not controlled}.
      - Controller: {no change|step up: ***|step down: ***}. Reliever: ***.
      - Written action plan: {given|has one|not today}. Influenza and other vaccines: {up to date|due: ***}.
      - Told to come at once when the reliever does not help, or speaking is hard: {yes, understood|not today}
    `,
  },
  {
    name: 'copd',
    title: 'COPD',
    about: 'Symptoms, flares, inhalers',
    kind: 'template',
    // mMRC breathlessness 0–4 and flares decide treatment: Global Initiative for COPD (GOLD).
    lines: `
      = Subjective
      {{name}}, {{age}}, for COPD. Breathlessness, mMRC: {0|1|2|3|4}. Cough and sputum: {as always|***}.
      - Flares treated in the last year: {none|***}. In hospital: {none|***}.
      - Tobacco: {former|current: ***|never}. Oxygen: {none|***}.
      - Swollen legs, chest pain, weight loss, blood: {no|yes: ***}
      = Objective
      @vitals
      .examresp
      .examcv
      Inhaler shown: {right|corrected|not shown}. Last FEV1 *** % of predicted.
      = Assessment and plan
      COPD, {stable|flare|***}.
      - Inhalers: {no change|***}. Rehabilitation: {referred|done|declined}.
      - Vaccines due: {*influenza|pneumococcal|COVID-19|RSV|Tdap|none}
      - Flare plan: {given|has one|***}. Lung cancer screening: {not eligible|up to date|ordered|declined}.
    `,
  },
  {
    name: 'contraception',
    title: 'Contraception',
    about: 'Choosing or renewing a method',
    kind: 'template',
    // Who may use what: U.S. Medical Eligibility Criteria for Contraceptive Use (CDC).
    lines: `
      = Subjective
      Wants {to begin|to go on with|to change} contraception; thinks of ***. Last period ***. Pregnant: {test negative|reasonably excluded: ***|***}.
      - Migraine with aura: {no|yes}. Smokes at 35 or over: {no|yes}.
      - Clot, stroke, heart disease, hypertension, lupus: {none|***}
      - Breast cancer, liver disease: {none|***}. Birth within 6 weeks or breastfeeding: {no|yes: ***}.
      - Medicines that weaken hormones (some for seizures, HIV, tuberculosis): {none|***}
      - Wishes for children: ***. Protection from infections: {condoms|none|***}.
      = Objective
      @vitals
      = Assessment and plan
      Method: {pill|patch|ring|injection|implant|hormonal IUD|copper IUD|condoms|***}, category {1|2|3|4} for this person.
      - How to begin and what to do when missed: {explained|not today|***}
      - Emergency contraception: {explained|prescribed|not discussed|***}
      - Told to come at once for leg pain or swelling, chest pain, trouble seeing, or severe headache: {yes, understood|not today}
    `,
  },
  {
    name: 'smoking',
    title: 'Smoking cessation',
    about: 'Ask, advise, help, arrange',
    kind: 'template',
    // Ask, advise, assess, assist, arrange: U.S. Public Health Service guideline.
    lines: `
      = Subjective
      {Cigarettes|Vapes|***}, *** a day for *** years; first one {within|after} 30 minutes of waking. Tried before: {never|***}.
      - Ready to stop: {now|within a month|not yet}. Reasons and worries: ***.
      - Seizures, eating disorder (bupropion): {none|***}. Pregnant: {no|yes|not applicable}.
      = Objective
      @vitals
      = Assessment and plan
      Tobacco use, {ready to stop on ***|thinking about it|not ready}.
      - Medicine: {patch and gum or lozenge|varenicline|bupropion|none: ***}
      - Support: {*1-800-QUIT-NOW|text program|counseling here|group|declined}
      - Lung cancer screening: {not eligible|discussed|ordered}
      - Contact in {1 week|2 weeks|***}. Counseled for *** minutes.
    `,
  },
]
