//! Sessions on a terminal: what a person is asked, what is typed, and that the result builds with a
//! site and a leaflet.
#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "a test looks at what was made")]

use std::{
    io::{Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

/// The program on a terminal of its own, which `script` of util-linux gives it: no crate does
/// without adding a feature to what the program itself uses.
fn session(root: &Path, arguments: &str) -> Child {
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_loa"));
    Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(root)
        .env_remove("LOA_MESSAGES")
        .env("TERM", "dumb")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a terminal")
}

/// Reads until some words are shown, or to the end.
fn until(shown: &mut impl Read, words: &str) -> String {
    let mut seen = Vec::new();
    let mut byte = [0];
    while shown.read(&mut byte).is_ok_and(|read| read == 1) {
        seen.push(byte[0]);
        if seen.ends_with(words.as_bytes()) {
            break;
        }
    }
    String::from_utf8_lossy(&seen).into_owned()
}

/// Answers each question, which is known by some of its words, and gives what was shown last and
/// whether it ended well. No answer at all: somebody goes away.
fn talk(root: &Path, arguments: &str, answers: &[(&str, Option<&str>)]) -> (String, bool) {
    let mut session = session(root, arguments);
    let mut typing = session.stdin.take().expect("a keyboard");
    let mut shown = session.stdout.take().expect("a screen");
    for (question, typed) in answers {
        let seen = until(&mut shown, question);
        assert!(seen.ends_with(question), "`{question}` is not asked:\n{seen}");
        match typed {
            Some(typed) => writeln!(typing, "{typed}").expect("somebody types"),
            None => typing.write_all(&[4]).expect("somebody goes"),
        }
    }
    let mut rest = String::new();
    shown.read_to_string(&mut rest).expect("letters");
    (rest, session.wait().expect("the end").success())
}

fn answer(root: &Path, arguments: &str, answers: &[(&str, &str)]) {
    let answers: Vec<_> =
        answers.iter().map(|(question, typed)| (*question, Some(*typed))).collect();
    let (rest, well) = talk(root, arguments, &answers);
    assert!(well && rest.contains("Đã ghi"), "{rest}");
}

/// Builds and gives how many pages and leaflets there are in the site.
fn build(root: &Path, more: &[&str]) -> (usize, usize) {
    let run = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["build", "--as-of", "2026-11-23", "--messages", "en"])
        .args(more)
        .current_dir(root)
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut found = (0, 0);
    count(&root.join("dist").join("site"), &mut found);
    found
}

fn count(folder: &Path, found: &mut (usize, usize)) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.extension().and_then(|ending| ending.to_str()) {
            _ if path.is_dir() => count(&path, found),
            Some("html") => found.0 += 1,
            Some("pdf") => found.1 += 1,
            _ => {}
        }
    }
}

/// Five sessions, one after the other, in a folder that was empty.
#[test]
fn what_is_asked_and_answered_builds_with_a_site_and_a_leaflet() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    answer(
        root,
        "new campaign --as-of 2026-11-23",
        // A title without a letter is asked for again.
        &[("Tên chiến dịch:", ""), ("Tên chiến dịch:", "Xã Lộc Ninh an toàn"), ("Ghi những", "c")],
    );
    let first = build(root, &[]);
    assert!(first.0 > 3 && first.1 == 1, "{first:?}");

    answer(
        root,
        "new pack",
        // The id of the first lesson is taken.
        &[
            ("Tên chủ đề:", "Lửa & điện"),
            ("[lua-dien]", "can-giup"),
            ("[lua-dien]", ""),
            ("Một câu", ""),
            ("Ghi những", ""),
        ],
    );
    build(root, &[]);

    answer(
        root,
        "new lesson --as-of 2026-11-23",
        &[
            ("can-giup, lua-dien", "lua-dien"),
            ("Tên bài:", "Bếp an toàn"),
            ("[bep-an-toan]", ""),
            ("Ghi những", "c"),
        ],
    );
    let second = build(root, &[]);
    assert!(second.0 > first.0 && second.1 == 2, "{second:?}");

    answer(
        root,
        "new place",
        &[
            ("Tên,", "Đồng Nai"),
            ("Cấp", "thành phố"),
            ("cấp trên", ""),
            ("[dong-nai]", ""),
            ("Ghi những", "c"),
        ],
    );
    // In the form in which macOS types it.
    answer(
        root,
        "new place",
        &[
            ("Tên,", "Lo\u{323}\u{302}c Ninh"),
            ("Cấp", ""),
            ("cấp trên", "dong-nai"),
            ("[loc-ninh]", ""),
            ("Ghi những", "c"),
        ],
    );
    let units = std::fs::read_to_string(root.join("content/places/units.csv")).expect("a table");
    assert!(units.contains("loc-ninh,,,,Lộc Ninh,xã,dong-nai,"), "{units}");
    let third = build(root, &[]);
    assert!(
        third.1 == 4 && root.join("dist/site/vi/loc-ninh/bep-an-toan.html").exists(),
        "{third:?}"
    );

    answer(
        root,
        "new language",
        &[("Mã ngôn ngữ", "sti"), ("chính tiếng ấy:", "S'tiêng"), ("Ghi những", "c")],
    );
    let fourth = build(root, &["--unreviewed"]);
    assert!(fourth.0 > third.0 && fourth.1 == 8, "{fourth:?}");
}

#[test]
fn a_word_file_brings_its_title_and_the_rest_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let named = [("Tên chiến dịch:", "Xã an toàn"), ("Ghi những", "c")];
    answer(root, "new campaign --as-of 2026-11-23", &named);
    let word = include_bytes!("sites/a-word-file-becomes-the-draft-of-a-lesson.in/bep.docx");
    std::fs::write(root.join("bep.docx"), word).expect("a file");
    answer(
        root,
        "import lesson bep.docx --as-of 2026-11-23",
        &[
            ("[can-giup]", ""),
            ("Tên bài: [Bếp an toàn]", ""),
            ("[bep-an-toan]", "bep"),
            ("còn phải viết: action", "c"),
        ],
    );
    assert!(root.join("content/packs/can-giup/bep/lesson.vi.md").exists());
    build(root, &[]);
}

#[test]
fn whoever_says_no_or_goes_away_has_written_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let no = [("Tên chiến dịch:", Some("Nước")), ("Ghi những", Some("k"))];
    let (rest, well) = talk(folder.path(), "new campaign", &no);
    assert!(well && rest.contains("Chưa ghi gì."), "{rest}");
    let (rest, well) = talk(folder.path(), "new campaign", &[("Tên chiến dịch:", None)]);
    assert!(!well && rest.contains("Chưa ghi gì."), "{rest}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn an_unfinished_lesson_is_never_published() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let loa = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loa"));
        command.args(arguments).args(["--messages", "en"]).current_dir(root);
        command.output().expect("the program runs")
    };
    assert!(loa(&["new", "campaign", "--title", "Nước"]).status.success());
    let made = [
        "new",
        "lesson",
        "--pack",
        "can-giup",
        "--title",
        "Ao",
        "--audience",
        "carers,children-6-10",
    ];
    assert!(loa(&made).status.success());
    let settings = root.join("campaign.yaml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    let signers = "issuer: Sở Y tế\nlicence: 1/GP\nsigners: { so: { name: Sở Y tế, role: health, document: 1/SYT } }";
    let text = text.replace("mode: draft", "mode: production").replace("issuer: null", signers);
    std::fs::write(&settings, text).expect("settings");
    let signed = loa(&["sign", "lesson", "goi-so-nao", "ao", "--by", "so", "--document", "2/SYT"]);
    assert!(signed.status.success(), "{}", String::from_utf8_lossy(&signed.stderr));
    let said = loa(&["build"]);
    let text = String::from_utf8_lossy(&said.stdout);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(text.contains("Left out, as not approved or parked: 1."), "{text}");
    let page = |name: &str| root.join(format!("dist/site/vi/chung/{name}.html")).is_file();
    assert!(page("goi-so-nao") && !page("ao"), "a lesson that is finished, and one that is not");
}

/// All that a campaign in English says to its readers is in English, and it builds at once.
#[test]
fn a_campaign_that_begins_in_english_is_in_english() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let run = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["new", "campaign", "--title", "Safe children", "--first-language", "en"])
        .args(["--as-of", "2026-11-23", "--messages", "en"])
        .current_dir(root)
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (pages, leaflets) = build(root, &[]);
    assert!(pages > 3 && leaflets == 1, "{pages} {leaflets}");
    let lesson = root.join("content/packs/getting-help/which-number");
    for (path, words) in [
        (root.join("campaign.yaml"), "# The settings of the campaign."),
        (root.join("content/facts.yaml"), "# What lessons quote as [[ fact.NAME ]]"),
        (root.join("content/sources.yaml"), "# The sources that"),
        (lesson.join("lesson.en.md"), "review_by: 2027-05-23"),
        (root.join("dist/site/en/chung/which-number.html"), "lang=en><head>"),
    ] {
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(words), "{}: {text}", path.display());
    }
    assert!(!lesson.join("lesson.vi.md").exists());
    // What is added is asked for in English too.
    let run = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["new", "lesson", "--pack", "getting-help", "--title", "Near water"])
        .current_dir(root)
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = root.join("content/packs/getting-help/near-water/lesson.en.md");
    assert!(std::fs::read_to_string(text).expect("a lesson").contains("## Who to call {#call}"));
}
