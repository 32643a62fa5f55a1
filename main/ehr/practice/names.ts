/**
 * Given and family names by origin. Common names of each origin, gathered by hand; nobody in particular.
 *
 * Where a language family's fashions changed much in a century (`english`, `spanish`), given names come in three
 * cohorts: born before 1960, before 1995, since.
 */
export interface Origin {
  key: string
  /** Share of the practice's households. */
  weight: number
  female: readonly (readonly string[])[]
  male: readonly (readonly string[])[]
  family: readonly string[]
  /** BCP 47 and its name, spoken at home by some of them. */
  language?: { code: string; name: string; share: number }
  /** Two family names joined by a hyphen, in some households. */
  hyphenated?: number
}

const list = (text: string): string[] => text.split(/\s+/).map((name) => name.replaceAll('_', ' '))

export const origins: readonly Origin[] = [
  {
    key: 'english',
    weight: 46,
    female: [
      list(
        'Barbara Linda Carol Patricia Judith Dorothy Margaret Ruth Shirley Helen Betty Nancy Joan Marilyn Sandra Virginia Janet Gloria Frances Evelyn Joyce Diane Kathleen Sharon Marjorie',
      ),
      list(
        'Jennifer Amy Melissa Michelle Kimberly Lisa Angela Heather Stephanie Nicole Jessica Elizabeth Rebecca Kelly Christina Laura Amanda Rachel Erin Tracy Dawn Tina Megan Lauren Katherine Wendy',
      ),
      list(
        'Emma Olivia Ava Sophia Harper Charlotte Abigail Madison Ella Chloe Lily Hannah Grace Zoe Nora Hazel Violet Addison Brooklyn Piper Ruby Alice Ivy June Maeve',
      ),
    ],
    male: [
      list(
        'Robert James John William Richard Thomas Charles Donald Gerald Larry Ronald Kenneth George Raymond Walter Harold Dennis Frank Roger Eugene Ralph Carl Wayne Gordon',
      ),
      list(
        'Michael Christopher David Jason Brian Matthew Joshua Daniel Andrew Kevin Eric Jeffrey Scott Ryan Timothy Steven Mark Justin Aaron Adam Nathan Kyle Patrick Sean Derek Todd',
      ),
      list(
        'Liam Noah Mason Ethan Logan Lucas Jackson Aiden Oliver Elijah Henry Owen Wyatt Jack Levi Carter Hudson Theodore Miles Silas Felix Jude Asher Finn',
      ),
    ],
    family: list(
      "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Martin Thompson White Harris Clark Lewis Walker Hall Allen Young King Wright Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers Reed Cook Morgan Bell Murphy Bailey Cooper Richardson Cox Howard Ward Peterson Gray Watson Brooks Kelly Sanders Price Bennett Wood Barnes Ross Henderson Coleman Jenkins Perry Powell Long Patterson Hughes Washburn Butler Simmons Foster Bryant Russell Griffin Hayes Ellis Fisher Wheeler Marsh Thornton Whitaker Ashby Pruitt O'Connor O'Brien McCarthy MacDonald Fitzgerald",
    ),
    hyphenated: 0.04,
  },
  {
    key: 'spanish',
    weight: 15,
    female: [
      list('María Rosa Guadalupe Carmen Teresa Josefina Margarita Juana Esperanza Socorro Dolores Elena'),
      list(
        'Ana Claudia Verónica Sandra Patricia Leticia Gabriela Adriana Mónica Alejandra Beatriz Lorena Marisol Yesenia',
      ),
      list('Sofía Valentina Camila Isabella Ximena Daniela Lucía Mariana Emilia Renata Luna Elena'),
    ],
    male: [
      list('José Juan Jesús Antonio Francisco Manuel Pedro Ramón Salvador Ernesto Rafael Rubén'),
      list('Carlos Luis Miguel Jorge Javier Ricardo Eduardo Alejandro Sergio Hugo Óscar Arturo Raúl César'),
      list('Mateo Santiago Diego Sebastián Leonardo Emiliano Ángel Gael Iván Adrián Joaquín Thiago'),
    ],
    family: list(
      'García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Cruz Reyes Morales Ortiz Gutiérrez Chávez Ramos Ruiz Mendoza Álvarez Castillo Jiménez Vásquez Moreno Herrera Medina Aguilar Vargas Guzmán Muñoz Salazar Delgado Peña Ríos Romero Ibáñez',
    ),
    language: { code: 'es', name: 'Spanish', share: 0.35 },
    hyphenated: 0.08,
  },
  {
    key: 'african-american',
    weight: 9,
    female: [
      list('Ernestine Willie Mae Earlene Bessie Gloria Loretta Delores Vivian Hattie'),
      list('Tamika Latoya Keisha Monique Ebony Danielle Yolanda Tanya Crystal Nicole Renee Denise'),
      list('Aaliyah Imani Nia Jada Kennedy Zuri Amari Kiara Skylar Naomi Serenity'),
    ],
    male: [
      list('Leroy Otis Clarence Willie Cleveland Roosevelt Curtis Melvin Nathaniel Booker'),
      list('Darnell Terrence Andre Marcus Jermaine Reginald Maurice Tyrone Dwayne Antoine Lamar'),
      list('Isaiah Malik Xavier Jayden Elijah Zion Kameron Darius Micah Amir Josiah'),
    ],
    family: list(
      'Washington Jefferson Jackson Banks Booker Freeman Gaines Mosley Bolden Sykes Dorsey Merritt Ware Hairston Tolliver Broadnax Coates Hampton Whitfield Battle Odom Ransom Goodwin Pettway',
    ),
  },
  {
    key: 'west-african',
    weight: 2.5,
    female: [list('Ngozi Chiamaka Adaeze Folake Ifeoma Yewande Abena Akosua Ama Efua Amara Zainab Funmilayo Chidinma')],
    male: [list('Chinedu Emeka Oluwaseun Babatunde Kwame Kofi Kwabena Yaw Ikenna Obinna Tunde Kola Segun Uche')],
    family: list(
      'Okafor Adeyemi Nwosu Eze Okonkwo Balogun Adebayo Mensah Owusu Boateng Asante Afolabi Obi Chukwu Ogunleye Bello Danso Agyeman',
    ),
  },
  {
    key: 'east-african',
    weight: 2.5,
    female: [list('Hodan Fadumo Ayaan Hibaq Selam Tigist Meron Almaz Hirut Rahel Nasra Sahra')],
    male: [list('Abdi Yusuf Mohamed Cabdullahi Dawit Yonas Tesfaye Bereket Solomon Hassan Liban Samatar')],
    family: list(
      'Warsame Abdullahi Farah Hussein Jama Nur Tesfaye Bekele Haile Gebremariam Kidane Woldemichael Mohamud Osman',
    ),
    language: { code: 'so', name: 'Somali', share: 0.4 },
  },
  {
    key: 'vietnamese',
    weight: 4,
    female: [list('Thuy Linh Huong Mai Lan Ngoc Thao Phuong Hanh Kim-Anh Trinh Bich Yen My')],
    male: [list('Minh Tuan Hung Duc Khanh Quang Thanh Long Huy Bao Dung Hieu Phuc An')],
    family: list('Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do Ho Ngo Duong Ly'),
    language: { code: 'vi', name: 'Vietnamese', share: 0.4 },
  },
  {
    key: 'chinese',
    weight: 4,
    female: [list('Mei Xiu Li-Hua Yan Jing Wei-Ling Fang Hui Xin Lan-Ying Vivian Grace Karen Amy')],
    male: [list('Wei Jun Ming Hao Lei Jian Kai Zhi Bo Cheng Kevin Raymond Winston Alan')],
    family: list('Wang Li Zhang Chen Liu Yang Huang Zhao Wu Zhou Lin Chan Wong Lau Cheung Leung Ng Tam Xu'),
    language: { code: 'zh', name: 'Chinese', share: 0.35 },
  },
  {
    key: 'korean',
    weight: 2,
    female: [list('Ji-woo Min-ji Soo-jin Hye-jin Eun-ji Yuna Seo-yeon Hana Young-hee Mi-sook')],
    male: [list('Min-jun Ji-ho Seung-woo Hyun-woo Sung-min Joon Tae-yang Dong-hyun Young-ho Jae')],
    family: list('Kim Park Lee Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin'),
    language: { code: 'ko', name: 'Korean', share: 0.3 },
  },
  {
    key: 'indian',
    weight: 4,
    female: [
      list('Ananya Priyanka Lakshmi Meera Kavitha Deepa Sunita Anjali Nisha Divya Shreya Radhika Harpreet Simran'),
    ],
    male: [list('Arjun Rohan Vikram Sanjay Rahul Anil Karthik Suresh Rajesh Aditya Nikhil Gurpreet Harjit Dev')],
    family: list(
      'Patel Sharma Gupta Reddy Iyer Rao Singh Kaur Nair Menon Desai Joshi Kapoor Chatterjee Mukherjee Gill Sandhu',
    ),
  },
  {
    key: 'arabic',
    weight: 2,
    female: [list('Layla Noor Yasmin Fatima Rania Hanan Samira Amal Dina Maryam Salma Nadia')],
    male: [list('Omar Khalid Tariq Ahmad Youssef Karim Faisal Nabil Samir Bilal Ziad Hamza')],
    family: list(
      'Haddad Khoury Nasser Mansour Saleh Hamdan Al-Sayed Al-Rashid Najjar Darwish Shaheen Aziz Habib Qasem',
    ),
    language: { code: 'ar', name: 'Arabic', share: 0.35 },
  },
  {
    key: 'filipino',
    weight: 3,
    female: [list('Maricel Rosario Jocelyn Lourdes Imelda Kristine Angelica Divina Cherry Analyn')],
    male: [list('Jomar Rodel Benigno Arnel Rommel Jericho Danilo Crisanto Noel Paolo')],
    family: list(
      'Santos Bautista Ocampo Villanueva Pangilinan Dela_Cruz Aquino Mercado Tolentino Manalo Salonga Macaraeg',
    ),
    language: { code: 'tl', name: 'Tagalog', share: 0.2 },
  },
  {
    key: 'slavic',
    weight: 3,
    female: [list('Olena Irina Svetlana Oksana Katarzyna Agnieszka Magdalena Zuzana Natalia Halyna Daria Jadwiga')],
    male: [list('Andriy Sergei Dmitri Piotr Tomasz Krzysztof Wojciech Pavel Bohdan Mykola Aleksander Stanisław')],
    family: list(
      'Kowalski Nowak Shevchenko Kovalenko Ivanov Petrov Wójcik Zieliński Dvořák Horvat Bondarenko Melnyk Lewandowski Novák',
    ),
    language: { code: 'uk', name: 'Ukrainian', share: 0.2 },
  },
  {
    key: 'nordic-german',
    weight: 4,
    female: [list('Astrid Ingrid Karin Greta Heidi Sigrid Annika Freya Liesl Marit Kirsten Solveig')],
    male: [list('Lars Erik Anders Henrik Klaus Jürgen Søren Otto Magnus Bjørn Stefan Nils')],
    family: list(
      'Lindqvist Larsen Hansen Schmidt Müller Schneider Weber Eriksson Bergström Jørgensen Østergaard Krüger Vogel Haugen van_der_Berg',
    ),
  },
  {
    key: 'romance',
    weight: 3,
    female: [list('Giulia Chiara Francesca Élise Amélie Geneviève Beatriz Joana Ioana Paola Renée Lucienne')],
    male: [list('Marco Luca Giovanni André François Étienne João Tiago Radu Paolo Rémy Vincenzo')],
    family: list(
      "Bianchi Rossi Esposito D'Angelo De_Luca Lefèvre Dubois Beaulieu St-Pierre Silva Pereira Gonçalves Popescu Ferrari Moreau",
    ),
  },
  {
    key: 'pacific',
    weight: 1.2,
    female: [list('Leilani Malia Sina Noelani Lupe Ana-Lei Tiare Mele')],
    male: [list('Keoni Sione Tavita Kaleo Ioane Makoa Semisi Palani')],
    family: list("Kahananui Tuiasosopo Faleolo Kealoha Ka'ahumanu Taufa Leota Mahoe"),
  },
  {
    key: 'haitian',
    weight: 1,
    female: [list('Marie-Ange Fabiola Guerline Nadège Mirlande Rose-Laure')],
    male: [list('Jean-Baptiste Wilner Emmanuel Frantz Réginald Jean-Robert')],
    family: list('Jean-Louis Desrosiers Toussaint Baptiste Dorvil Estimé Lamarre Saint-Fleur'),
    language: { code: 'ht', name: 'Haitian Creole', share: 0.35 },
  },
  {
    key: 'native-american',
    weight: 1.2,
    female: [list('Winona Dena Shawna Cheyenne Lorraine Aiyana Kaya Leona')],
    male: [list('Delbert Leland Dakota Chaske Vernon Elias Wade Takoda')],
    family: list('Begay Yazzie Tsosie Redfeather Littlejohn Whitehorse Benally Standing_Elk'),
  },
]

export const originWeights: readonly number[] = origins.map((origin) => origin.weight)

/** Short names people go by. */
export const preferredNames: Readonly<Record<string, readonly string[]>> = {
  Robert: ['Bob', 'Rob'],
  William: ['Bill', 'Will'],
  Richard: ['Rick', 'Rich'],
  James: ['Jim', 'Jimmy'],
  Thomas: ['Tom'],
  Charles: ['Chuck', 'Charlie'],
  Margaret: ['Peggy', 'Meg'],
  Patricia: ['Pat', 'Trish'],
  Barbara: ['Barb'],
  Elizabeth: ['Liz', 'Beth', 'Betsy'],
  Katherine: ['Kate', 'Kat'],
  Christopher: ['Chris'],
  Michael: ['Mike'],
  Matthew: ['Matt'],
  Joshua: ['Josh'],
  Daniel: ['Dan', 'Danny'],
  Andrew: ['Drew', 'Andy'],
  Jeffrey: ['Jeff'],
  Timothy: ['Tim'],
  Steven: ['Steve'],
  Nathan: ['Nate'],
  Jennifer: ['Jen'],
  Kimberly: ['Kim'],
  Stephanie: ['Steph'],
  Jessica: ['Jess'],
  Rebecca: ['Becca'],
  Christina: ['Tina'],
  Amanda: ['Mandy'],
  Abigail: ['Abby'],
  Madison: ['Maddie'],
  Theodore: ['Teddy', 'Theo'],
  Judith: ['Judy'],
  Dorothy: ['Dot'],
  Kathleen: ['Kathy'],
  Virginia: ['Ginny'],
  Guadalupe: ['Lupe'],
  Francisco: ['Paco'],
  José: ['Pepe'],
  Alejandro: ['Alex'],
  Alejandra: ['Ale'],
  Eduardo: ['Eddie'],
  Raymond: ['Ray'],
  Gerald: ['Jerry'],
  Kenneth: ['Ken'],
  Ronald: ['Ron'],
  Harold: ['Hal'],
  Eugene: ['Gene'],
  Oluwaseun: ['Seun'],
  Babatunde: ['Tunde'],
  Krzysztof: ['Kris'],
  Aleksander: ['Alek'],
  Priyanka: ['Pri'],
}
