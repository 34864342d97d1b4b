//! What nobody changed keeps its bytes, whatever form its author gave it.

use std::{fs, path::Path};

use super::tests::{book, campaign, import_from};

const LESSON: &str = "content/packs/drowning/friend-in-water";

/// A translation as another hand would have typed it: in a file of Windows, with other marks, wider
/// tables, more room between its parts, and lines that are broken.
fn typed_otherwise(text: &str) -> String {
    let (front, body) = text.split_once("\n---\n").expect("a front matter");
    let body = body
        .replace("\n## ", "\n\n\n## ")
        .replace("| Do | Do not |\n|---|---|", "|  Do   |  Do not  |\n|:------|:--------|")
        .replace("A stream, a lake", "A stream,\na lake")
        .replace("> [!CAUTION]\n> Shout", "> [!CAUTION]\n>\n>  Shout")
        .replace("1. Five minutes: ask", "1)  Five minutes: ask")
        .replace("\n2. Five minutes: the", "\n2)  Five minutes: the")
        .replace("\n3. Ten minutes: a line", "\n3)  Ten minutes: a line")
        .replace("\n4. Ten minutes: the", "\n4)  Ten minutes: the")
        .replace("\n5. Five minutes: all", "\n5)  Five minutes: all")
        .replace("```poster\n", "~~~poster\n")
        .replace("lowly\n```\n", "lowly\n~~~\n")
        .replace("stay on the bank\n```\n\n```spot", "stay on the bank\n~~~\n\n```spot");
    let front = front.replace("title:", "# Nobody translates this.\ntitle:  ");
    format!("\u{FEFF}{}", format!("{front}\n---\n{body}\n\n").replace('\n', "\r\n"))
}

struct Kept {
    folder: tempfile::TempDir,
    old: String,
}

impl Kept {
    fn new() -> Self {
        let folder = campaign();
        let path = folder.path().join(LESSON).join("lesson.en.md");
        let old = typed_otherwise(&fs::read_to_string(&path).expect("a lesson"));
        fs::write(&path, &old).expect("a lesson");
        Self { folder, old }
    }

    /// The same, with the marks of what it was made from, by which paragraphs are known again.
    fn marked() -> Self {
        let kept = Self::new();
        let poster = "Kêu to, ném phao, ở trên bờ";
        let old = kept.after(&[["friend-in-water/poster.1", poster, "Shout and throw", ""]]);
        Self { old, ..kept }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join(LESSON).join("lesson.en.md")
    }

    /// Changes the original.
    fn original(&self, from: &str, to: &str) {
        let path = self.folder.path().join(LESSON).join("lesson.vi.md");
        let text = fs::read_to_string(&path).expect("a lesson");
        assert!(text.contains(from), "{from}");
        fs::write(&path, text.replacen(from, to, 1)).expect("a lesson");
    }

    /// What an import makes of the file.
    #[track_caller]
    fn after(&self, rows: &[[&str; 4]]) -> String {
        let (import, said) = import_from(self.folder.path(), "en", Path::new(&book(rows)));
        assert_eq!(said, [""; 0]);
        let import = import.expect("nothing is wrong");
        let [edit] = import.edits.as_slice() else { panic!("{:?}", import.tables) };
        assert_eq!(edit.path, self.path());
        let now = String::from_utf8(edit.new.clone()).expect("letters");
        assert!(!now.replace("\r\n", "").contains(['\r', '\n']), "an end of line is another");
        edit.write().expect("a file");
        now
    }

    /// Holds the body after an import against the one before, in which something is replaced.
    #[track_caller]
    fn body_is(&self, now: &str, from: &str, to: &str) {
        let body = |text: &str| text.split_once("\r\n---\r\n").expect("a body").1.to_owned();
        let (from, to) = (from.replace('\n', "\r\n"), to.replace('\n', "\r\n"));
        let wanted = body(&self.old).replacen(&from, &to, 1);
        assert!(from.is_empty() || wanted != body(&self.old), "{from}");
        for (line, (is, wanted)) in body(now).lines().zip(wanted.lines()).enumerate() {
            assert_eq!(is, wanted, "line {line} of the body");
        }
        assert_eq!(body(now), wanted);
    }
}

#[test]
fn a_changed_paragraph_of_a_translation_changes_its_own_line_alone() {
    let poster = ["friend-in-water/poster.1", "Kêu to, ném phao, ở trên bờ", "Shout and throw", ""];
    let kept = Kept::new();
    let now = kept.after(&[poster]);
    kept.body_is(&now, "Shout, throw, stay on the bank", "Shout and throw");
    assert!(now.starts_with("\u{FEFF}---\r\n# Nobody translates this.\r\ntitle:   When"), "{now}");
    assert!(now.contains("\r\nof:\r\n  head: \""), "{now}");

    // A cell of a table, and a step.
    let kept = Kept::new();
    let now =
        kept.after(&[["friend-in-water/dont.4", "Dốc ngược bạn, vác bạn chạy.", "Hang.", ""]]);
    kept.body_is(&now, "Hold upside down, carry and run.", "Hang.");
    let step = "**Gọi với ra.** \"Nằm ngửa ra, dang tay, thả nổi!\"";
    let kept = Kept::new();
    let now = kept.after(&[["friend-in-water/do.5", step, "**Call.** Now!", ""]]);
    kept.body_is(&now, "**Call out.** \"On your back, arms out, float!\"", "**Call.** Now!");

    // The title alone: no line of the body.
    let kept = Kept::new();
    let now =
        kept.after(&[["friend-in-water/title", "Bạn rơi xuống nước", "A friend fell in", ""]]);
    kept.body_is(&now, "", "");
    assert!(now.contains("\r\ntitle: A friend fell in\r\n"), "{now}");
}

#[test]
fn what_the_original_gained_or_lost_changes_its_own_lines_alone() {
    // A paragraph between two others, one before the first short part, and one more row.
    let kept = Kept::marked();
    let swim = "Em biết bơi cũng chưa đủ.";
    kept.original(swim, &format!("Một đoạn mới.\n\n{swim}"));
    let now = kept.after(&[["friend-in-water/why.3", "Một đoạn mới.", "One more *thing*.", ""]]);
    let swim = "Being able to swim";
    kept.body_is(&now, swim, &format!("One more *thing*.\n\n{swim}"));

    let kept = Kept::marked();
    let row = "| Chạy đi gọi người lớn ngay. | Giấu chuyện vì sợ bị mắng. |";
    kept.original(row, &format!("{row}\n| Gọi. | Im lặng. |"));
    let now = kept.after(&[
        ["friend-in-water/dont.8", "Gọi.", "Call.", ""],
        ["friend-in-water/dont.9", "Im lặng.", "Be silent.", ""],
    ]);
    // The table is written anew; nothing else is.
    let old = "|  Do   |  Do not  |\n|:------|:--------|\n| Friend";
    let body = |text: &str| text.split_once("\r\n---\r\n").expect("a body").1.to_owned();
    let (is, was) = (body(&now), body(&kept.old));
    let (before, _) = was.split_once(&old.replace('\n', "\r\n")).expect("a table");
    assert!(is.starts_with(before), "{is}");
    let (_, after) = was.split_once("scolded. |\r\n").expect("a row");
    assert!(is.ends_with(&format!("scolded. |\r\n| Call. | Be silent. |\r\n{after}")), "{is}");

    // A whole part.
    let kept = Kept::marked();
    kept.original("## Gọi ai {#call}", "## Gọi ai {#call}\n\nMột đoạn.");
    let now = kept.after(&[["friend-in-water/call.2", "Một đoạn.", "A paragraph.", ""]]);
    let head = "## Who to call {#call}";
    kept.body_is(&now, head, &format!("{head}\n\nA paragraph."));

    // What only the translation has goes when its cell is emptied.
    let kept = Kept::marked();
    kept.original("Em biết bơi cũng chưa đủ. Suối, hồ, hố tưới không giống hồ bơi. Cứu bạn từ trên bờ mới là cứu giỏi.\n\n", "");
    let swim = "Being able to swim is not enough. A stream, a lake or an irrigation pit is not like a swimming pool. A clever rescue is made from the bank.";
    let now = kept.after(&[["friend-in-water/why.+1", "", "", ""]]);
    let typed = swim.replace("A stream, a lake", "A stream,\na lake");
    kept.body_is(&now, &format!("\n\n{typed}"), "");
}

#[test]
fn words_that_would_be_read_as_something_else_are_refused_and_nothing_is_written() {
    let poster = "Kêu to, ném phao, ở trên bờ";
    for words in ["- Shout", "```", "<b>x</b>"] {
        let kept = Kept::new();
        let rows = [["friend-in-water/poster.1", poster, words, ""]];
        let (import, said) = import_from(kept.folder.path(), "en", Path::new(&book(&rows)));
        assert!(import.is_none() && !said.is_empty(), "{words}: {said:?}");
        assert_eq!(fs::read_to_string(kept.path()).expect("a file"), kept.old);
    }
    let cell = "Dốc ngược bạn, vác bạn chạy.";
    let kept = Kept::new();
    let rows = [["friend-in-water/dont.4", cell, "a | b", ""]];
    let (import, said) = import_from(kept.folder.path(), "en", Path::new(&book(&rows)));
    assert!(import.is_none(), "{said:?}");
}
