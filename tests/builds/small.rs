//! A campaign of a few lessons and places, cut from the sample. It is kept in memory, so that a
//! test can change it at random, and put on the disk file by file.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::Path,
    time::{Duration, SystemTime},
};

use crate::disk::{self, Tree};

/// What can change of a lesson; nought is the text of the sample.
#[derive(Debug, Clone)]
pub struct Lesson {
    pub pack: &'static str,
    pub id: String,
    /// The lesson of the sample that it is made from.
    pub source: &'static str,
    pub title: u8,
    /// A sentence of the web page alone.
    pub why: u8,
    /// A number in the first step, which pages and sheets show.
    pub step: u8,
    pub figure: u8,
    pub english: bool,
    /// Made for one place only.
    pub only_in: Option<String>,
}

/// What can change of a place.
#[derive(Debug, Clone)]
pub struct Place {
    pub id: String,
    pub name: String,
    pub phone: Option<u8>,
    pub hazard: Option<u8>,
    /// A local note: of which lesson, and what it says.
    pub note: Option<(String, u8)>,
}

/// The whole campaign.
#[derive(Debug, Clone)]
pub struct Small {
    pub formats: &'static str,
    pub lessons: Vec<Lesson>,
    pub places: Vec<Place>,
    pub fact: u8,
    pub address: bool,
    /// Overrides of the base theme and its words.
    pub phrase: Option<u8>,
    pub style: Option<u8>,
    pub template: Option<u8>,
    pub layout: Option<u8>,
    /// What packs and lessons were called before, by id.
    pub was: BTreeMap<String, Vec<String>>,
    /// Files put over the rest: mistakes of all kinds.
    pub spoilt: Tree,
}

const SOURCES: [(&str, &str); 3] =
    [("drowning", "eyes-on"), ("drowning", "friend-in-water"), ("injury", "burns")];

impl Lesson {
    /// One of the lessons of the sample.
    pub fn of_sample(number: usize, id: &str) -> Self {
        let (pack, source) = SOURCES[number % SOURCES.len()];
        let id = if id.is_empty() { source } else { id };
        Self {
            pack,
            id: id.to_owned(),
            source,
            title: 0,
            why: 0,
            step: 0,
            figure: 0,
            english: true,
            only_in: None,
        }
    }

    /// Its folder.
    pub fn folder(&self) -> String {
        format!("content/packs/{}/{}", self.pack, self.id)
    }
}

impl Place {
    /// A commune of which nothing is known.
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), phone: None, hazard: None, note: None }
    }
}

impl Small {
    /// Three lessons, three places.
    pub fn new(formats: &'static str) -> Self {
        let mut places =
            vec![Place::new("an", "An"), Place::new("binh", "Bình"), Place::new("chi", "Chi")];
        places[0].phone = Some(1);
        places[1].hazard = Some(1);
        Self {
            formats,
            lessons: (0..3).map(|number| Lesson::of_sample(number, "")).collect(),
            places,
            fact: 5,
            address: true,
            phrase: None,
            style: None,
            template: None,
            layout: None,
            was: BTreeMap::new(),
            spoilt: Tree::new(),
        }
    }

    /// Makes a pack, and a lesson of another one, discreet.
    pub fn hide(&mut self) {
        let pack = "content/packs/injury/pack.yaml";
        let lesson = "content/packs/drowning/eyes-on/lesson.vi.md";
        let files = self.files();
        for (path, from, to) in [
            (pack, "discreet: false", "discreet: true"),
            (lesson, "\nleaflet:", "\ndiscreet: true\nleaflet:"),
        ] {
            let text = String::from_utf8(files[path].clone()).expect("letters");
            assert!(text.contains(from), "{text}");
            self.spoilt.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
        }
    }

    fn settings(&self) -> String {
        let text = sample("campaign.yaml");
        let lines = text.lines().filter_map(|line| match line.split(':').next() {
            Some("formats") => Some(format!("formats: {}", self.formats)),
            Some("packs") => Some("packs: [drowning, injury]".to_owned()),
            Some("sample") => Some(format!("sample: [{}]", self.made_up().join(", "))),
            Some("base_url") if !self.address => None,
            _ => Some(line.to_owned()),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The places that have a number. It is made up, so that it is nobody's, and so are they.
    fn made_up(&self) -> Vec<&str> {
        let called = self.places.iter().filter(|place| place.phone.is_some());
        called.map(|place| place.id.as_str()).collect()
    }

    fn units(&self) -> String {
        let mut rows = vec![
            "id,valid_from,valid_to,code,name,kind,parent,successors".to_owned(),
            "dong-nai,,2026-04-29,75,Đồng Nai,tỉnh,,".to_owned(),
            "dong-nai,2026-04-30,,75,Đồng Nai,thành phố,,".to_owned(),
            "binh-phuoc,,2025-06-30,70,Bình Phước,tỉnh,,dong-nai".to_owned(),
            "huyen-cu,,2025-06-30,,Cũ,huyện,binh-phuoc,".to_owned(),
        ];
        for (number, Place { id, name, .. }) in self.places.iter().enumerate() {
            rows.push(format!("{id}-cu,,2025-06-30,,{name} Cũ,xã,huyen-cu,{id}"));
            // The first place becomes a ward.
            if number == 0 {
                rows.push(format!("{id},2025-07-01,2026-04-29,,{name},xã,dong-nai,"));
                rows.push(format!("{id},2026-04-30,,,{name},phường,dong-nai,"));
            } else {
                rows.push(format!("{id},2025-07-01,,,{name},xã,dong-nai,"));
            }
        }
        rows.join("\n") + "\n"
    }

    fn contacts(&self) -> String {
        let mut text = "place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to,scope\n".to_owned();
        for Place { id, name, phone, .. } in &self.places {
            if let Some(phone) = phone {
                text += &format!(
                    "{id},health_station,Trạm Y tế {name},0000 000 {phone:03},,,,thử,2026-11-23,,,\n"
                );
            }
        }
        text
    }

    fn hazards(&self) -> String {
        let mut text = "id,place,kind,name,lat,lon,depth_m,sign,barrier,responsible,due,seen_on,source,note,note_en\n".to_owned();
        for Place { id, hazard, .. } in &self.places {
            if let Some(hazard) = hazard {
                text += &format!("ho-{id},{id},pit,Hố {hazard},,,2.5,yes,no,,,,thử,,\n");
            }
        }
        text
    }

    fn lesson(&self, lesson: &Lesson, files: &mut Tree) {
        let source = format!("content/packs/{}/{}", lesson.pack, lesson.source);
        for (name, bytes) in disk::repository(&source) {
            let inner = name.strip_prefix(&source).expect("below");
            let mut text = String::from_utf8(bytes).expect("letters");
            if inner == "/lesson.en.md" && !lesson.english {
                continue;
            }
            if inner.ends_with(".md") {
                text = unlinked(&text, &self.lessons);
                if lesson.title > 0 {
                    let title = text.lines().find(|line| line.starts_with("title:"));
                    let title = title.expect("a title").to_owned();
                    text = text.replacen(&title, &format!("title: Bài {}", lesson.title), 1);
                }
                if lesson.why > 0 {
                    let more = format!("{{#why}}\n\nCâu {}.\n", lesson.why);
                    text = text.replacen("{#why}\n", &more, 1);
                }
                if lesson.step > 0 {
                    text = text.replacen("1. **", &format!("1. **{} ", lesson.step), 1);
                }
                if let (Some(was), "/lesson.vi.md") = (self.was.get(&lesson.id), inner) {
                    let was = format!("\nwas: [{}]\nleaflet:", was.join(", "));
                    text = text.replacen("\nleaflet:", &was, 1);
                }
                if let (Some(place), "/lesson.vi.md") = (&lesson.only_in, inner) {
                    text =
                        text.replacen("\nleaflet:", &format!("\nonly_in: [{place}]\nleaflet:"), 1);
                }
            }
            let drawings = text.split([' ', '(']).filter_map(|word| word.split_once(".svg"));
            for (name, _) in drawings {
                let drawing = sample(&format!("content/pictograms/{name}.svg"));
                let more = format!("<path d=\"M0 {}\"/></svg>", lesson.figure);
                let drawing = drawing.replacen("</svg>", &more, 1);
                files.insert(format!("{}/{name}.svg", lesson.folder()), drawing.into_bytes());
            }
            files.insert(format!("{}{inner}", lesson.folder()), text.into_bytes());
        }
    }

    /// Every file of the campaign.
    pub fn files(&self) -> Tree {
        let mut files = Tree::new();
        let mut add = |name: &str, text: String| {
            files.insert(name.to_owned(), text.into_bytes());
        };
        add("campaign.yaml", self.settings());
        let facts = sample("content/facts.yaml");
        add("content/facts.yaml", facts.replacen("\"115\"", &format!("\"11{}\"", self.fact), 1));
        add("content/sources.yaml", sample("content/sources.yaml"));
        for pack in ["drowning", "injury"] {
            let name = format!("content/packs/{pack}/pack.yaml");
            let text = sample(&name);
            let lines = text.lines().filter(|line| !line.starts_with("lessons:"));
            let text = lines.collect::<Vec<_>>().join("\n");
            let was = self.was.get(pack);
            let was = was.map_or_else(String::new, |old| format!("\nwas: [{}]\n", old.join(", ")));
            add(&name, text + &was);
        }
        for (name, bytes) in disk::repository("content/protocols") {
            add(&name, String::from_utf8(bytes).expect("letters"));
        }
        add("content/places/units.csv", self.units());
        add("content/places/contacts.csv", self.contacts());
        add("content/places/hazards.csv", self.hazards());
        for Place { id, note, .. } in &self.places {
            if let Some((lesson, says)) = note {
                let text = format!("Ghi chú {says} ở [[ place.inline ]].\n");
                add(&format!("content/places/{id}/notes/{lesson}.vi.md"), text);
            }
        }
        if let Some(phrase) = self.phrase {
            add("i18n/vi.yaml", format!("skip: Câu chữ {phrase}\nprint_draft: Nháp {phrase}\n"));
        }
        if let Some(style) = self.style {
            add("themes/base/assets/style.css", format!("body{{margin:{style}px}}"));
        }
        if let Some(template) = self.template {
            let text = sample("themes/base/web/place.html");
            let more = format!("{{% block main %}}<p>Mẫu {template} [[ place.name ]]</p>");
            add("themes/base/web/place.html", text.replacen("{% block main %}", &more, 1));
        }
        if let Some(layout) = self.layout {
            let text = sample("themes/base/print/copier.typ");
            add("themes/base/print/copier.typ", format!("{text}\n// {layout}\n"));
        }
        for lesson in &self.lessons {
            self.lesson(lesson, &mut files);
        }
        files.extend(self.spoilt.clone());
        files
    }
}

fn sample(name: &str) -> String {
    let path = disk::below(Path::new(env!("CARGO_MANIFEST_DIR")), name);
    fs::read_to_string(path).expect("a file of the sample")
}

/// A campaign on the disk.
#[derive(Debug)]
pub struct OnDisk {
    pub root: tempfile::TempDir,
    there: Tree,
    /// How many files were given a time of the past.
    past: u64,
}

impl OnDisk {
    /// Puts a campaign into a new folder.
    pub fn new(small: &Small) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let mut disk = Self { root, there: Tree::new(), past: 0 };
        disk.put(small, false);
        disk
    }

    /// Renames a folder of the campaign; its files keep their times.
    pub fn rename(&mut self, from: &str, to: &str) {
        let root = self.root.path();
        fs::rename(disk::below(root, from), disk::below(root, to)).expect("a new name");
        let moved = |name: &String| name.strip_prefix(from).map(|inner| format!("{to}{inner}"));
        let there = std::mem::take(&mut self.there);
        self.there =
            there.into_iter().map(|(name, bytes)| (moved(&name).unwrap_or(name), bytes)).collect();
    }

    /// Writes what changed and removes what is gone. `long_ago` gives what is written a time of
    /// the past, as unpacking an archive does.
    pub fn put(&mut self, small: &Small, long_ago: bool) {
        let files = small.files();
        let root = self.root.path();
        for name in self.there.keys().filter(|name| !files.contains_key(*name)) {
            let path = disk::below(root, name);
            fs::remove_file(&path).expect("a file to remove");
            for folder in path.ancestors().skip(1) {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        for (name, bytes) in &files {
            if self.there.get(name) == Some(bytes) {
                continue;
            }
            disk::write(root, name, bytes);
            if long_ago {
                self.past += 1;
                let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + self.past);
                let file = File::options().append(true).open(disk::below(root, name));
                file.and_then(|file| file.set_modified(time)).expect("a time");
            }
        }
        self.there = files;
    }
}

/// A text without the links to lessons that are not there.
fn unlinked(text: &str, lessons: &[Lesson]) -> String {
    let mut left = text.to_owned();
    let targets = text.match_indices("](lesson:").filter_map(|(at, open)| {
        let rest = &text[at + open.len()..];
        Some(rest.split_once(')')?.0.to_owned())
    });
    for id in targets.filter(|id| !lessons.iter().any(|lesson| lesson.id == *id)) {
        let end = format!("](lesson:{id})");
        while let Some(at) = left.find(&end) {
            let open = left[..at].rfind('[').expect("a link opens");
            left.replace_range(at..at + end.len(), "");
            left.replace_range(open..=open, "");
        }
    }
    left
}
