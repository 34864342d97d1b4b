//! Large files that somebody made in earnest, which no bound may refuse.

use super::{
    kinds::{CHECK, Kind, WORD},
    made::{lesson, paragraph, word},
    run::{Run, copy, here, run},
};

/// Some seventy words, as a page has seven times.
const WORDS: &str = "Khi đưa trẻ ra bờ ao, bờ suối hay hồ chứa nước, người lớn đứng sát bên, trong \
    tầm tay với, mắt không rời trẻ và không cầm điện thoại. Trẻ dưới năm tuổi chìm trong nước rất \
    nhanh, không kêu và không vùng vẫy, nên quay đi một phút là đã muộn. Ai trông trẻ thì nói rõ với \
    nhau, và người ấy không làm việc khác.";

/// The codes of what is too large or too much.
const TOO_MUCH: [&str; 6] = [
    "file-enormous",
    "nested-too-deep",
    "yaml-malformed",
    "word-unreadable",
    "workbook-unreadable",
    "picture-enormous",
];

fn refused(what: &str, run: &Run) -> Option<String> {
    let code = TOO_MUCH.into_iter().find(|code| run.said.contains(&format!("[{code}]")));
    let fault = run.harm().or_else(|| code.map(|_| format!("says {:.900}", run.said)));
    fault.map(|fault| format!("{what}: {fault}"))
}

#[test]
fn a_text_as_long_as_a_book_is_read() {
    let name = "content/packs/water/near/lesson.vi.md";
    let kind = Kind { sound: "", name, command: CHECK };
    let part =
        format!("### Chuyện trông trẻ\n\n{WORDS} {WORDS}\n\n- {WORDS}\n- **Nhớ:** {WORDS}\n\n");
    // It waits until it is made into lessons: no sheet holds a book.
    let book = String::from_utf8(lesson(&part.repeat(200))).expect("letters");
    let book = book.replace("leaflet: copier", "leaflet: copier\nparked: chờ chia bài");
    let run = kind.tried(book.as_bytes(), "vi");
    assert_eq!(refused("a lesson of three hundred kilobytes", &run), None);
}

#[test]
fn a_word_file_of_three_hundred_pages_becomes_a_lesson_that_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    copy(&here("tests/sites/_minimal"), root);
    let runs: Vec<String> = WORDS.split_inclusive(". ").map(|words| {
        format!("<w:r><w:rPr><w:b w:val=\"{}\"/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>", words.len() % 2)
    }).collect();
    let runs = runs.concat();
    let page = paragraph(WORDS).repeat(4) + &format!("<w:p>{runs}</w:p>").repeat(3);
    std::fs::write(root.join("a.docx"), word(&page.repeat(300))).expect("a file");
    let read = run(root, WORD);
    assert_eq!(refused("it", &read), None);
    assert_eq!(read.status.code(), Some(0), "{:.900}", read.said);
    let draft = root.join("content/packs/water/thu/lesson.vi.md");
    assert!(std::fs::metadata(&draft).expect("a draft").len() > 800_000);
    assert_eq!(refused("what became of it", &run(root, CHECK)), None);
}

#[test]
fn a_workbook_and_a_table_of_twenty_thousand_rows_are_read() {
    const HEAD: [&str; 11] = [
        "place",
        "role",
        "name",
        "phone",
        "hours",
        "note",
        "note_en",
        "source",
        "checked_on",
        "valid_from",
        "valid_to",
    ];
    const ROWS: u32 = 20_000;
    let cells = |row: u32| {
        let phone = format!("0271 3{:03} {:03}", row / 1000, row % 1000);
        let name = format!("Công an ấp {row}");
        let cells =
            ["loc-ninh", "police", &name, &phone, "24/7", "", "", "UBND xã", "2026-11-01", "", ""];
        cells.map(str::to_owned)
    };
    let mut table = HEAD.join(",") + "\n";
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(HEAD) {
        sheet.write(0, column, name).expect("a cell");
    }
    for row in 0..ROWS {
        for (column, cell) in (0..).zip(cells(row)) {
            sheet.write(row + 1, column, cell).expect("a cell");
        }
        table += &(cells(row).join(",") + "\n");
    }
    let contacts = Kind { sound: "", name: "content/places/contacts.csv", command: CHECK };
    assert_eq!(refused("a table", &contacts.tried(table.as_bytes(), "vi")), None);
    let import = &["import", "places", "a.csv"];
    let run = Kind { sound: "", name: "a.csv", command: import }.tried(table.as_bytes(), "vi");
    assert_eq!(refused("a table that is taken in", &run), None);
    let import = &["import", "places", "a.xlsx"];
    let book = book.save_to_buffer().expect("a workbook");
    let run = Kind { sound: "", name: "a.xlsx", command: import }.tried(&book, "vi");
    assert_eq!(refused("a workbook", &run), None);
}
