//! What comes in from an office and goes out to it: a Word file becomes a lesson that is built at
//! once, and a workbook that somebody filled in is not replaced before it was imported.

#![expect(clippy::disallowed_methods, reason = "a test looks at what was made")]

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use calamine::{Reader, Xlsx};

const WORD: &[u8] = include_bytes!("sites/a-word-file-becomes-the-draft-of-a-lesson.in/bep.docx");

fn loa(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(arguments)
        .args(["--messages", "en"])
        .current_dir(root)
        .output()
        .expect("the program runs")
}

fn said(run: &Output) -> String {
    String::from_utf8_lossy(&[run.stderr.as_slice(), &run.stdout].concat()).into_owned()
}

#[test]
fn a_word_file_becomes_a_page_and_what_is_left_to_write_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let made = loa(root, &["new", "campaign", "--title", "Xã an toàn", "--as-of", "2026-11-23"]);
    assert!(made.status.success(), "{}", said(&made));
    std::fs::write(root.join("bep.docx"), WORD).expect("a file");
    let take = ["import", "lesson", "bep.docx", "--pack", "can-giup", "--as-of", "2026-11-23"];
    let taken = loa(root, &take);
    assert!(taken.status.success(), "{}", said(&taken));
    let lesson = root.join("content/packs/can-giup/bep-an-toan/lesson.vi.md");
    let text = std::fs::read_to_string(&lesson).expect("a lesson");
    assert!(text.contains("\n## 1. Cần làm {#do}\n\n- Đặt nồi, phích nước vào trong"), "{text}");

    // Parked, it is in no output and stops nothing.
    let page =
        |pages: &[PathBuf]| pages.iter().find(|path| path.ends_with("bep-an-toan.html")).cloned();
    let built = loa(root, &["build", "--as-of", "2026-11-23"]);
    assert!(built.status.success(), "{}", said(&built));
    assert_eq!(page(&walk(&root.join("dist").join("site"))), None);
    assert!(said(&built).contains("Left out, as not approved or parked: 1."), "{}", said(&built));
    let parked: Vec<&str> = text.lines().filter(|line| line.starts_with("parked: ")).collect();
    assert_eq!(parked.len(), 1, "{text}");
    let text = text.replace(&format!("{}\n", parked[0]), "");
    std::fs::write(&lesson, &text).expect("a lesson");

    let built = loa(root, &["build", "--as-of", "2026-11-23"]);
    assert!(built.status.success(), "{}", said(&built));
    let pages = walk(&root.join("dist").join("site"));
    let page = std::fs::read_to_string(page(&pages).expect("its page")).expect("letters");
    assert!(page.contains("Xả nước mát lên chỗ bỏng (nước sạch)."), "{page}");

    let checked = loa(root, &["check", "--as-of", "2026-11-23"]);
    assert!(checked.status.success(), "{}", said(&checked));
    let left = "the lesson `bep-an-toan` (vi) has 13 places left to write";
    assert!(said(&checked).contains(left), "{}", said(&checked));

    // A second time there is such a lesson, and nothing is written over.
    let again = loa(root, &take);
    assert_eq!(again.status.code(), Some(1), "{}", said(&again));
    assert!(said(&again).contains("error[id-duplicate]"), "{}", said(&again));
    assert_eq!(std::fs::read_to_string(&lesson).expect("a lesson"), text);
}

/// A Word file with two pictures: somebody described one of them.
fn illustrated(path: &Path) {
    let picture = |says: &str| {
        format!(
            r#"<w:p><w:r><w:t>Nắp giếng.</w:t></w:r><w:r><w:drawing><wp:docPr descr="{says}"/><a:blip r:embed="r1"/></w:drawing></w:r></w:p>"#
        )
    };
    let title =
        r#"<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Giếng an toàn</w:t></w:r></w:p>"#;
    let body = [title, &picture("Giếng có nắp đậy kín"), &picture("IMG_2034")].concat();
    let text = format!(
        r#"<w:document xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:wp="wp"><w:body>{body}</w:body></w:document>"#
    );
    let relations = r#"<Relationships><Relationship Id="r1" Type="x/image" Target="media/a.png"/></Relationships>"#;
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(40, 20).write_to(&mut png, image::ImageFormat::Png).expect("a picture");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).expect("a file"));
    for (name, holds) in [
        ("word/document.xml", text.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/a.png", png.get_ref()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(holds).expect("what it holds");
    }
    zip.finish().expect("an archive");
}

#[test]
fn a_picture_of_a_word_file_is_on_the_page() {
    let folder = campaign();
    let root = folder.path();
    illustrated(&root.join("gieng.docx"));
    let day = ["--as-of", "2026-11-23"];
    let take = ["import", "lesson", "gieng.docx", "--pack", "can-giup"];
    let taken = loa(root, &[take.as_slice(), &day].concat());
    assert!(taken.status.success(), "{}", said(&taken));
    let lesson = root.join("content/packs/can-giup/gieng-an-toan/lesson.vi.md");
    let text = std::fs::read_to_string(&lesson).expect("a lesson");
    assert!(text.contains("Nắp giếng.\n\n![Giếng có nắp đậy kín](hinh-1.png)\n"), "{text}");
    let text: String =
        text.split_inclusive('\n').filter(|line| !line.starts_with("parked")).collect();
    std::fs::write(&lesson, text).expect("a lesson");

    let checked = loa(root, &[&["check"], day.as_slice()].concat());
    assert!(checked.status.success(), "{}", said(&checked));
    assert!(said(&checked).contains("16 places left to write"), "{}", said(&checked));
    assert!(said(&checked).contains("picture-people"), "{}", said(&checked));
    let built = loa(root, &[&["build"], day.as_slice()].concat());
    assert!(built.status.success(), "{}", said(&built));
    let pages = walk(&root.join("dist").join("site"));
    let page = pages.iter().find(|path| path.ends_with("gieng-an-toan.html")).expect("its page");
    let page = std::fs::read_to_string(page).expect("letters");
    assert!(page.contains("Giếng có nắp đậy kín"), "{page}");
    assert!(page.contains("[Cần viết] Người xem thấy gì trong hình này"), "{page}");
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Fills a text into the first empty cell of the workbook's first sheet whose title is that.
fn fill(workbook: &Path, title: &str, words: &str) {
    let mut old: Xlsx<_> = calamine::open_workbook(workbook).expect("a workbook");
    let mut new = rust_xlsxwriter::Workbook::new();
    let mut filled = false;
    for name in old.sheet_names() {
        let range = old.worksheet_range(&name).expect("a sheet");
        let page = new.add_worksheet().set_name(&name).expect("a name");
        let mut rows: Vec<Vec<String>> =
            range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let column = rows.first().and_then(|head| head.iter().position(|cell| cell == title));
        if let Some(column) = column.filter(|_| !filled)
            && let Some(row) = rows.iter_mut().find(|row| row[column].is_empty())
        {
            words.clone_into(&mut row[column]);
            filled = true;
        }
        for (number, row) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                page.write_string(number, column, cell).expect("a cell");
            }
        }
    }
    assert!(filled, "no empty cell under {title}");
    new.save(workbook).expect("a workbook");
}

/// A campaign with a commune and a language.
fn campaign() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for words in [
        ["new", "campaign", "--title", "Xã an toàn", "--as-of", "2026-11-23"].as_slice(),
        &["new", "place", "dong-nai", "--kind", "tỉnh", "--name", "Đồng Nai"],
        &["new", "place", "xa-a", "--kind", "xã", "--name", "A", "--parent", "dong-nai"],
        &["new", "place", "xa-b", "--kind", "xã", "--name", "B", "--parent", "dong-nai"],
        &["new", "language", "en", "--name", "English"],
    ] {
        let made = loa(root, words);
        assert!(made.status.success(), "{}", said(&made));
    }
    folder
}

/// Exports, exports again, and once more when somebody filled it in.
fn hold(export: &[&str], title: &str) {
    let folder = campaign();
    let root = folder.path();
    for _ in 0..2 {
        let run = loa(root, export);
        assert!(run.status.success(), "{}", said(&run));
    }
    // What the campaign learns meanwhile is no reason to keep it.
    let units = root.join("content/places/units.csv");
    let text = std::fs::read_to_string(&units).expect("a table");
    std::fs::write(&units, text.replace("Đồng Nai", "Đồng Nai mới")).expect("a table");
    let run = loa(root, export);
    assert!(run.status.success(), "{}", said(&run));

    let workbook = root.join(export.last().expect("a file"));
    fill(&workbook, title, "Words");
    let filled_in = std::fs::read(&workbook).expect("the workbook");
    let run = loa(root, export);
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    assert!(said(&run).contains("error[workbook-unimported]"), "{}", said(&run));
    assert_eq!(std::fs::read(&workbook).expect("the workbook"), filled_in);

    let run = loa(root, &[export, &["--yes"]].concat());
    assert!(run.status.success(), "{}", said(&run));
    assert_ne!(std::fs::read(&workbook).expect("the workbook"), filled_in);
}

#[test]
fn places_that_were_filled_in_are_kept() {
    hold(&["export", "places", "--as-of", "2026-11-23", "p.xlsx"], "Tên gọi");
}

#[test]
fn a_translation_that_was_filled_in_is_kept() {
    hold(&["export", "translations", "en", "t.xlsx"], "Bản dịch");
}

#[test]
fn each_commune_gets_its_workbook_and_all_come_back_at_once() {
    let folder = campaign();
    let root = folder.path();
    let export = ["export", "places", "--as-of", "2026-11-23", "--each", "gửi xã"];
    let run = loa(root, &export);
    assert!(run.status.success(), "{}", said(&run));
    assert!(said(&run).contains("loa import places \"gửi xã\""), "{}", said(&run));
    for id in ["xa-a", "xa-b"] {
        fill(&root.join("gửi xã").join(format!("{id}.xlsx")), "Tên gọi", "Trạm");
    }
    let again = loa(root, &export);
    assert_eq!(again.status.code(), Some(1), "{}", said(&again));
    assert_eq!(said(&again).matches("error[workbook-unimported]").count(), 2, "{}", said(&again));
    let run = loa(root, &["import", "places", "gửi xã", "--yes"]);
    assert!(run.status.success(), "{}", said(&run));
    let table = std::fs::read_to_string(root.join("content/places/contacts.csv")).expect("a table");
    for id in ["xa-a", "xa-b"] {
        assert_eq!(table.matches(&format!("{id},")).count(), 1, "{table}");
    }
    // What is emptied asks for a word of its own.
    let contacts = root.join("contacts.csv");
    std::fs::write(&contacts, table.replace(",Trạm,", ",,")).expect("a table");
    for (words, ends) in [
        ([].as_slice(), Some(0)),
        (&["--yes"], Some(1)),
        (&["--empty"], Some(0)),
        (&["--yes", "--empty"], Some(0)),
    ] {
        let now = std::fs::read_to_string(root.join("content/places/contacts.csv"));
        assert_eq!(now.expect("a table"), table, "{words:?}");
        let run = loa(root, &[&["import", "places", "contacts.csv"], words].concat());
        assert_eq!(run.status.code(), ends, "{}", said(&run));
        let refused = said(&run).contains("error[cell-emptied]");
        assert_eq!(refused, words == ["--yes"], "{}", said(&run));
    }
    let now = std::fs::read_to_string(root.join("content/places/contacts.csv")).expect("a table");
    assert!(!now.contains("Trạm"), "{now}");
}

/// Every file and folder below a folder, with what files hold.
fn all(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let below = if path.is_dir() { all(&path) } else { Vec::new() };
        let bytes = if path.is_dir() { Vec::new() } else { std::fs::read(&path).expect("a file") };
        found.push((path, bytes));
        found.extend(below);
    }
    found.sort();
    found
}

#[test]
fn a_workbook_that_cannot_be_written_leaves_the_others_as_they_were() {
    let folder = campaign();
    let root = folder.path();
    std::fs::create_dir_all(root.join("gui-xa/xa-b.xlsx")).expect("a folder");
    let before = all(root);
    let run =
        loa(root, &["export", "places", "--as-of", "2026-11-23", "--each", "gui-xa", "--yes"]);
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    assert!(said(&run).contains("xa-b.xlsx"), "{}", said(&run));
    assert!(said(&run).contains("nothing was written"), "{}", said(&run));
    assert_eq!(all(root), before);
}

#[test]
fn what_is_new_is_whole_or_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    // A file stands where a folder belongs.
    std::fs::create_dir(root.join("content")).expect("a folder");
    std::fs::write(root.join("content").join("places"), "mine").expect("a file");
    let before = all(root);
    let run = loa(root, &["new", "campaign", "--title", "T", "--as-of", "2026-11-23"]);
    assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    assert!(said(&run).contains("No file was written"), "{}", said(&run));
    assert_eq!(all(root), before);
}

#[test]
fn a_report_replaces_no_file_but_its_own() {
    let folder = campaign();
    let root = folder.path();
    let run = loa(root, &["export", "places", "places.xlsx"]);
    assert!(run.status.success(), "{}", said(&run));
    fill(&root.join("places.xlsx"), "Tên gọi", "Trạm");
    std::fs::write(root.join("trang của tôi.html"), "<p>mine</p>").expect("a page");
    for file in ["places.xlsx", "trang của tôi.html"] {
        let before = std::fs::read(root.join(file)).expect("a file");
        let run = loa(root, &["status", file]);
        assert_eq!(run.status.code(), Some(1), "{}", said(&run));
        assert!(said(&run).contains("error[file-foreign]"), "{}", said(&run));
        assert_eq!(std::fs::read(root.join(file)).expect("a file"), before);
    }
    assert!(
        said(&loa(root, &["status", "trang của tôi.html"]))
            .contains("--yes \"trang của tôi.html\"")
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("places.xlsx", root.join("link.xlsx")).expect("a link");
        let run = loa(root, &["status", "link.xlsx"]);
        assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    }
    for file in ["tinh-hinh.xlsx", "tinh-hinh.html"] {
        for day in ["2026-11-23", "2026-11-24"] {
            let run = loa(root, &["status", file, "--as-of", day]);
            assert!(run.status.success(), "{}", said(&run));
        }
    }
    // Once somebody wrote into it, it is theirs.
    let workbook = root.join("tinh-hinh.xlsx");
    let mut theirs = rust_xlsxwriter::Workbook::new();
    theirs.add_worksheet().write_string(0, 0, "mine").expect("a cell");
    theirs.save(&workbook).expect("a workbook");
    assert_eq!(loa(root, &["status", "tinh-hinh.xlsx"]).status.code(), Some(1));
    assert!(loa(root, &["status", "tinh-hinh.xlsx", "--yes"]).status.success());
    let page = root.join("tinh-hinh.html");
    let written = std::fs::read_to_string(&page).expect("a page");
    for changed in [
        written.replacen("</h1>", " (đã duyệt)</h1>", 1),
        format!("{written}<p>Ghi chú của tôi</p>\n"),
        written.replacen("<meta charset", "<!-- mine --><meta charset", 1),
    ] {
        assert_ne!(changed, written);
        std::fs::write(&page, &changed).expect("a page");
        let run = loa(root, &["status", "tinh-hinh.html"]);
        assert_eq!(run.status.code(), Some(1), "{}", said(&run));
        assert_eq!(std::fs::read_to_string(&page).expect("a page"), changed);
    }
    assert!(loa(root, &["status", "tinh-hinh.html", "--yes"]).status.success());
    assert!(loa(root, &["status", "tinh-hinh.html"]).status.success());
}
