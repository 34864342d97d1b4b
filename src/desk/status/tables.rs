//! Where the campaign stands, in tables for people.

use serde::Serialize;

use super::{
    State,
    facts::Standing as FactStanding,
    lessons::{Lesson, Standing, Text as LessonText},
    local, soon,
};
use crate::{
    diag::{Text, Tongue},
    model::{Date, revision},
    say,
    tables::Table as Declared,
};

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "lowercase")]
pub enum Cell {
    /// Words.
    Text(String),
    /// Words that say that something is still to be done.
    Open(String),
    /// A number.
    Count(usize),
    /// A share of all, in percent.
    Share(usize),
    /// The share that is ordered, in percent.
    Ordered(usize),
}

impl Cell {
    /// As people see it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(words) | Self::Open(words) => words.clone(),
            Self::Count(number) => number.to_string(),
            Self::Share(percent) | Self::Ordered(percent) => format!("{percent} %"),
        }
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Share(_) | Self::Ordered(_))
    }
}

/// A table for people.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The name of its sheet in a workbook, at most 31 letters.
    pub sheet: String,
    /// What it tells.
    pub title: String,
    /// A sentence about it; may be empty.
    pub note: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows, each as wide as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it is too long for a glance.
    pub detail: bool,
}

/// The words of a tongue.
#[derive(Clone, Copy)]
pub(super) struct Words(Tongue);

impl Words {
    pub(super) fn say(self, text: Text) -> String {
        text.in_tongue(self.0).to_owned()
    }

    pub(super) fn table(self, sheet: Text, title: Text, columns: Vec<Text>) -> Table {
        Table {
            sheet: self.say(sheet),
            title: self.say(title),
            note: String::new(),
            columns: columns.into_iter().map(|text| self.say(text)).collect(),
            rows: Vec::new(),
            detail: false,
        }
    }

    /// The heading of a column, as it stands among those of other tables.
    pub(super) fn heading(self, of: &Declared, column: &str) -> String {
        let heading = of.named(column).map_or(column, |column| column.heading.in_tongue(self.0));
        heading.to_lowercase()
    }

    /// A word of a column as people see it.
    pub(super) fn shown(self, of: &Declared, column: &str, word: &str) -> String {
        of.named(column).map_or(word, |column| column.kind.shown(word, self.0)).to_owned()
    }
}

/// All tables, the most pressing first.
pub fn tables(state: &State, tongue: Tongue) -> Vec<Table> {
    let words = Words(tongue);
    let mut tables = vec![
        languages(state, words),
        outdated(state, words),
        due(state, words),
        protocols(state, words),
        local::gaps(state, words),
        local::waters(state, words),
        local::open_waters(state, words),
        facts(state, words),
        expiring(state, words),
        every_lesson(state, words),
        local::every_place(state, words),
        local::every_contact(state, words),
        local::every_water(state, words),
        every_fact(state, words),
    ];
    // Most campaigns have none.
    let rare = [
        local::deliveries(state, words),
        local::every_delivery(state, words),
        parked(state, words),
    ];
    tables.extend(rare.into_iter().filter(|table| !table.rows.is_empty()));
    for table in tables.iter_mut().filter(|table| table.rows.is_empty()) {
        table.note = words.say(say! { vi: "Không có.", en: "None." });
    }
    tables
}

fn languages(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Ngôn ngữ", en: "Languages" },
        say! { vi: "Bài theo ngôn ngữ và chủ đề", en: "Lessons by language and pack" },
        vec![
            say! { vi: "ngôn ngữ", en: "language" },
            say! { vi: "chủ đề", en: "pack" },
            say! { vi: "số bài", en: "lessons" },
            say! { vi: "đúng bản gốc", en: "current" },
            say! { vi: "cũ hơn bản gốc", en: "outdated" },
            say! { vi: "chưa có", en: "missing" },
            say! { vi: "chờ duyệt", en: "awaiting review" },
        ],
    );
    table.rows = state
        .languages
        .iter()
        .map(|row| {
            let lang = &row.lang;
            let shown = match row.status {
                "unreviewed" => {
                    words.say(say! { vi: "{lang} (chờ duyệt)", en: "{lang} (unreviewed)" })
                }
                "planned" => words.say(say! { vi: "{lang} (dự kiến)", en: "{lang} (planned)" }),
                _ => lang.clone(),
            };
            let counts = [row.lessons, row.current, row.outdated, row.missing, row.awaiting_review];
            let names = [Cell::Text(shown), Cell::Text(row.pack.clone())];
            names.into_iter().chain(counts.map(Cell::Count)).collect()
        })
        .collect();
    table
}

fn parked(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Bài để riêng", en: "Parked lessons" },
        say! { vi: "Bài để riêng, chưa đăng", en: "Lessons that are parked, and not published" },
        vec![
            say! { vi: "chủ đề", en: "pack" },
            say! { vi: "bài", en: "lesson" },
            say! { vi: "vì sao", en: "why" },
        ],
    );
    let lessons = state.lessons.iter();
    table.rows.extend(lessons.filter_map(|lesson| {
        let names = [&lesson.pack, &lesson.id].map(|name| Cell::Text(name.clone()));
        let reason = Cell::Open(lesson.parked.clone()?);
        Some(names.into_iter().chain([reason]).collect())
    }));
    table
}

fn outdated(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Bản dịch cũ", en: "Outdated translations" },
        say! { vi: "Bản dịch cũ hơn bản gốc", en: "Translations older than the original" },
        vec![
            say! { vi: "bài", en: "lesson" },
            say! { vi: "ngôn ngữ", en: "language" },
            say! { vi: "dịch từ bản ngày", en: "made from" },
            say! { vi: "bản gốc sửa ngày", en: "original changed" },
            say! { vi: "đoạn gốc đã đổi", en: "paragraphs changed" },
            say! { vi: "phần khác số đoạn", en: "parts with other paragraphs" },
        ],
    );
    for lesson in &state.lessons {
        let old = lesson.texts.iter().filter(|text| text.standing == Standing::Outdated);
        table.rows.extend(old.map(|text| {
            vec![
                Cell::Text(lesson.id.clone()),
                Cell::Text(text.lang.clone()),
                day(text.made_from),
                day(lesson.revised),
                match text.changed.as_slice() {
                    [] => Cell::Open(words.say(say! { vi: "không ghi", en: "not recorded" })),
                    changed => Cell::Text(revision::shown(changed)),
                },
                Cell::Text(text.differs.join(", ")),
            ]
        }));
    }
    table
}

fn due(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Đến hạn xem lại", en: "Reviews due" },
        say! { vi: "Bài quá hạn hoặc đến hạn xem lại trong 60 ngày", en: "Lessons to be looked at again, overdue or within 60 days" },
        vec![
            say! { vi: "bài", en: "lesson" },
            say! { vi: "hạn xem lại", en: "review by" },
            say! { vi: "còn", en: "left" },
        ],
    );
    let mut lessons: Vec<&Lesson> =
        state.lessons.iter().filter(|lesson| soon(lesson.review_by, state.as_of)).collect();
    lessons.sort_by_key(|lesson| lesson.review_by);
    table.rows.extend(lessons.into_iter().map(|lesson| {
        let left = left(lesson.review_by, state.as_of, words);
        vec![Cell::Text(lesson.id.clone()), day(Some(lesson.review_by)), left]
    }));
    table
}

fn protocols(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Sơ cứu", en: "First aid" },
        say! { vi: "Quy trình sơ cứu", en: "First-aid protocols" },
        vec![
            say! { vi: "quy trình", en: "protocol" },
            say! { vi: "sửa ngày", en: "changed" },
            say! { vi: "cơ quan y tế ký", en: "signed by a health authority" },
            say! { vi: "ngôn ngữ", en: "languages" },
        ],
    );
    table.rows.extend(state.protocols.iter().map(|protocol| {
        vec![
            Cell::Text(protocol.id.clone()),
            day(Some(protocol.revised)),
            if protocol.signed {
                Cell::Text(words.say(say! { vi: "đã ký", en: "yes" }))
            } else {
                Cell::Open(words.say(say! { vi: "chưa", en: "not yet" }))
            },
            Cell::Text(protocol.languages.join(", ")),
        ]
    }));
    table
}

fn standing(standing: FactStanding, words: Words) -> String {
    words.say(match standing {
        FactStanding::Ended => say! { vi: "đã hết hiệu lực", en: "ended" },
        FactStanding::NotYet => say! { vi: "chưa có hiệu lực", en: "does not hold yet" },
        FactStanding::Stale => {
            say! { vi: "quá hạn kiểm tra lại", en: "not checked for too long" }
        }
        FactStanding::Soon => {
            say! { vi: "hết hạn trong 60 ngày", en: "expires within 60 days" }
        }
        FactStanding::AwaitsExpert => say! { vi: "chờ chuyên gia", en: "awaits an expert" },
        FactStanding::Sound => say! { vi: "còn hạn", en: "sound" },
    })
}

fn facts(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Dữ kiện", en: "Facts" },
        say! { vi: "Dữ kiện theo thời hạn", en: "Facts by expiry" },
        vec![say! { vi: "tình trạng", en: "state" }, say! { vi: "số dữ kiện", en: "facts" }],
    );
    for one in FactStanding::ALL {
        let count = state.facts.iter().filter(|fact| fact.standing == one).count();
        let name = standing(one, words);
        let open = count > 0 && one != FactStanding::Sound;
        let name = if open { Cell::Open(name) } else { Cell::Text(name) };
        table.rows.push(vec![name, Cell::Count(count)]);
    }
    table
}

fn fact_columns() -> Vec<Text> {
    vec![
        say! { vi: "dữ kiện", en: "fact" },
        say! { vi: "nói gì", en: "what it says" },
        say! { vi: "kiểm tra ngày", en: "checked" },
        say! { vi: "hết hạn", en: "expires" },
        say! { vi: "còn", en: "left" },
        say! { vi: "tình trạng", en: "state" },
    ]
}

fn fact_row(fact: &super::facts::Fact, today: Date, words: Words) -> Vec<Cell> {
    let state = standing(fact.standing, words);
    vec![
        Cell::Text(fact.id.clone()),
        Cell::Text(fact.says.clone()),
        day(Some(fact.checked_on)),
        day(Some(fact.expires)),
        left(fact.expires, today, words),
        if fact.standing == FactStanding::Sound { Cell::Text(state) } else { Cell::Open(state) },
    ]
}

fn expiring(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Dữ kiện đến hạn", en: "Facts due" },
        say! { vi: "Dữ kiện hết hạn hoặc sắp hết hạn", en: "Facts that have expired or soon will" },
        fact_columns(),
    );
    let due = state.facts.iter().filter(|fact| fact.standing <= FactStanding::Soon);
    table.rows.extend(due.map(|fact| fact_row(fact, state.as_of, words)));
    table
}

fn every_lesson(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Từng bài", en: "Every lesson" },
        say! { vi: "Từng bài", en: "Every lesson" },
        vec![
            say! { vi: "chủ đề", en: "pack" },
            say! { vi: "bài", en: "lesson" },
            say! { vi: "tên bài", en: "title" },
            say! { vi: "hạn xem lại", en: "review by" },
        ],
    );
    table.detail = true;
    let texts = state.lessons.first().map(|lesson| lesson.texts.as_slice()).unwrap_or_default();
    table.columns.extend(texts.iter().map(|text| text.lang.clone()));
    table.rows.extend(state.lessons.iter().map(|lesson| {
        let names = [&lesson.pack, &lesson.id, &lesson.title].map(|name| Cell::Text(name.clone()));
        let texts = lesson.texts.iter().map(|text| text_cell(text, words));
        names.into_iter().chain([day(Some(lesson.review_by))]).chain(texts).collect()
    }));
    table
}

fn text_cell(text: &LessonText, words: Words) -> Cell {
    let standing = match text.standing {
        Standing::Missing => return Cell::Open(words.say(say! { vi: "chưa có", en: "missing" })),
        Standing::Outdated => Some(say! { vi: "cũ hơn bản gốc", en: "outdated" }),
        Standing::Original | Standing::Current => None,
    };
    let review = match &text.approved {
        None => say! { vi: "chờ duyệt", en: "awaits review" },
        Some(signature) => {
            let (by, on) = (&signature.by, signature.on);
            say! { vi: "{by} duyệt {on}", en: "approved by {by}, {on}" }
        }
    };
    let open = standing.is_some() || text.approved.is_none();
    let shown = standing.into_iter().chain([review]).map(|text| words.say(text));
    let shown = shown.collect::<Vec<_>>().join("; ");
    if open { Cell::Open(shown) } else { Cell::Text(shown) }
}

fn every_fact(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Từng dữ kiện", en: "Every fact" },
        say! { vi: "Từng dữ kiện", en: "Every fact" },
        fact_columns(),
    );
    table.detail = true;
    table.rows.extend(state.facts.iter().map(|fact| fact_row(fact, state.as_of, words)));
    table
}

pub(super) fn day(day: Option<Date>) -> Cell {
    Cell::Text(day.map(|day| day.to_string()).unwrap_or_default())
}

/// How many days are left until a day has passed.
fn left(day: Date, today: Date, words: Words) -> Cell {
    let days = today.until(day).map_or(0, |span| span.get_days());
    if days < 0 {
        let over = days.unsigned_abs();
        return Cell::Open(words.say(say! { vi: "quá {over} ngày", en: "{over} days over" }));
    }
    Cell::Text(words.say(say! { vi: "{days} ngày", en: "{days} days" }))
}
