//! Campaigns of any size, the same bytes each time: lessons of the sample campaign under new
//! names, and made-up communes, which are therefore all on the list of samples.

use std::{fmt::Write as _, fs, io, path::Path};

/// How large a campaign is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub places: usize,
    pub lessons: usize,
    pub languages: usize,
}

impl Size {
    /// How many pages the folders of places hold: a home, the packs and the lessons.
    pub fn pages(self) -> usize {
        (self.places + 1) * self.languages * (1 + PACKS.len() + self.lessons)
    }

    /// How many files the folder of a place holds in all languages: its pages, and what search
    /// engines may list of them.
    pub fn files_of_a_place(self) -> usize {
        self.languages * (2 + PACKS.len() + self.lessons)
    }
}

/// The packs of the sample, with the two lessons of each.
const PACKS: [(&str, [&str; 2]); 4] = [
    ("drowning", ["eyes-on", "friend-in-water"]),
    ("injury", ["burns", "dog-and-cat-bites"]),
    ("abuse", ["when-a-child-tells", "whom-to-tell"]),
    ("online", ["online-friend", "threatened-with-a-picture"]),
];
const LANGUAGES: [&str; 3] = ["vi", "en", "km"];
const SYLLABLES: [&str; 12] =
    ["An", "Bình", "Châu", "Đức", "Gia", "Hòa", "Lộc", "Minh", "Ninh", "Phú", "Tân", "Thạnh"];

/// The id of a lesson: the first eight keep theirs, since lessons link to each other.
pub fn lesson(number: usize) -> String {
    let (_, of_pack) = PACKS[number % 4];
    let name = of_pack[number / 4 % 2];
    if number < 8 { name.to_owned() } else { format!("{name}-{}", number / 8 + 1) }
}

/// The folder of a lesson.
pub fn lesson_folder(root: &Path, number: usize) -> std::path::PathBuf {
    root.join("content").join("packs").join(PACKS[number % 4].0).join(lesson(number))
}

/// Writes a campaign into an empty folder.
pub fn write(root: &Path, size: Size) -> io::Result<()> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = root.join("content");
    let places = content.join("places");
    fs::create_dir_all(&places)?;
    for file in ["facts.yaml", "sources.yaml"] {
        fs::copy(sample.join("content").join(file), content.join(file))?;
    }
    let drawings = content.join("pictograms");
    fs::create_dir_all(&drawings)?;
    for entry in fs::read_dir(sample.join("content").join("pictograms"))? {
        let entry = entry?;
        fs::copy(entry.path(), drawings.join(entry.file_name()))?;
    }
    let mut languages = String::new();
    for code in &LANGUAGES[..size.languages] {
        let _ = writeln!(languages, "  - {{ code: {code}, status: published }}");
    }
    fs::write(
        root.join("campaign.yaml"),
        format!(
            "title: {{ vi: Đo, en: Bench }}\nlanguages:\n{languages}base_url: \"https://loa.example\"\ntheme: base\nformats: [web]\nmode: draft\nemergency: [call_ambulance, call_rescue]\nsample: [{}]\npacks: [drowning, injury, abuse, online]\n",
            (0..size.places).map(place).collect::<Vec<_>>().join(", ")
        ),
    )?;
    for (at, (pack, _)) in PACKS.into_iter().enumerate() {
        let ids: Vec<String> = (at..size.lessons).step_by(4).map(lesson).collect();
        let folder = content.join("packs").join(pack);
        fs::create_dir_all(&folder)?;
        let source = sample.join("content").join("packs").join(pack).join("pack.yaml");
        let head: String = fs::read_to_string(source)?
            .lines()
            .filter(|line| !line.starts_with("lessons:"))
            .fold(String::new(), |text, line| text + line + "\n");
        fs::write(
            folder.join("pack.yaml"),
            format!("{}lessons: [{}]\n", opened(&head), ids.join(", ")),
        )?;
    }
    for number in 0..size.lessons {
        write_lesson(sample, root, number, size.languages)?;
    }
    write_protocols(sample, &content, size.languages)?;
    write_places(&places, size.places)
}

/// Nothing is discreet here: each pack and lesson has one page, and no address that leads on to it.
fn opened(text: &str) -> String {
    text.replace("\ndiscreet: true\n", "\ndiscreet: false\n")
}

/// There is nothing in the third language; the English text has the right shape.
fn source_of(code: &str) -> &str {
    if code == "vi" { "vi" } else { "en" }
}

fn write_protocols(sample: &Path, content: &Path, languages: usize) -> io::Result<()> {
    let folder = content.join("protocols");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(sample.join("content").join("protocols"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for code in &LANGUAGES[..languages] {
            if let Some(id) = name.strip_suffix(&format!(".{}.md", source_of(code))) {
                fs::copy(&path, folder.join(format!("{id}.{code}.md")))?;
            }
        }
    }
    Ok(())
}

/// Links to lessons that are not among the eight lead to one that is.
fn relink(text: &str) -> String {
    let (mut linked, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("](lesson:") {
        let (id, after) = after.split_once(')').unwrap_or((after, ""));
        let known = PACKS.iter().any(|(_, lessons)| lessons.contains(&id));
        linked += &format!("{before}](lesson:{})", if known { id } else { PACKS[0].1[0] });
        rest = after;
    }
    linked + rest
}

fn write_lesson(sample: &Path, root: &Path, number: usize, languages: usize) -> io::Result<()> {
    let to = lesson_folder(root, number);
    fs::create_dir_all(&to)?;
    for code in &LANGUAGES[..languages] {
        let name = format!("lesson.{}.md", source_of(code));
        let text = relink(&fs::read_to_string(lesson_folder(sample, number % 8).join(name))?);
        let text = opened(&text);
        // Not every drawing has a title in every language.
        let text = text.replacen(".svg }", ".svg, alt: Hình }", 1);
        let text = if number < 8 {
            text
        } else {
            text.replacen("title: ", &format!("title: {number} "), 1).replacen(
                &format!("title: {number} \""),
                &format!("title: \"{number} "),
                1,
            )
        };
        fs::write(to.join(format!("lesson.{code}.md")), text)?;
    }
    Ok(())
}

/// The id of a place.
pub fn place(number: usize) -> String {
    format!("xa-{number:05}")
}

/// Takes a place, and what is known of it, out of a campaign.
pub fn remove_place(root: &Path, number: usize) -> io::Result<()> {
    let id = place(number);
    let settings = root.join("campaign.yaml");
    fs::write(&settings, fs::read_to_string(&settings)?.replace(&format!("{id}, "), ""))?;
    let tables = root.join("content").join("places");
    for table in ["units.csv", "contacts.csv", "hazards.csv"] {
        let path = tables.join(table);
        let is_of_it = |line: &str| line.split(',').take(2).any(|cell| cell == id);
        let text = fs::read_to_string(&path)?;
        let rest: String = text.split_inclusive('\n').filter(|line| !is_of_it(line)).collect();
        fs::write(path, rest)?;
    }
    Ok(())
}

/// One place in three is known well, one has a phone only, one is a blank.
fn write_places(folder: &Path, count: usize) -> io::Result<()> {
    let mut units =
        "id,valid_from,valid_to,code,name,kind,parent,successors\ntinh,,,,Tỉnh Đo,tỉnh,,\n"
            .replace("Tỉnh Đo", "Đo");
    let mut contacts =
        "place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to,scope\n"
            .to_owned();
    let mut hazards = "id,place,kind,name,lat,lon,depth_m,sign,barrier,responsible,due,seen_on,source,note,note_en\n".to_owned();
    for number in 0..count {
        let id = place(number);
        let one = SYLLABLES[number % 12];
        let two = SYLLABLES[number / 12 % 12];
        let kind = if number % 5 == 0 { "phường" } else { "xã" };
        let _ = writeln!(units, "{id},,,,{one} {two} {number},{kind},tinh,");
        if number % 3 != 0 {
            let _ = writeln!(
                contacts,
                "{id},health_station,Trạm Y tế {one} {two},0000 {number:06},24/7,,,đo,2026-11-01,,,"
            );
        }
        if number % 3 == 1 {
            let _ = writeln!(
                contacts,
                "{id},police,Công an {one} {two},0000 {:06},,,,đo,2026-11-01,,,",
                500_000 + number
            );
            let _ = writeln!(
                hazards,
                "ho-{number},{id},pond,Ao {two} & {one},,,2.5,yes,no,Thôn {two},,2026-11-01,đo,,"
            );
            let _ = writeln!(
                hazards,
                "suoi-{number},{id},stream,Suối {one},,,,no,unknown,,,2026-11-01,đo,,"
            );
        }
    }
    fs::write(folder.join("units.csv"), units)?;
    fs::write(folder.join("contacts.csv"), contacts)?;
    fs::write(folder.join("hazards.csv"), hazards)
}
