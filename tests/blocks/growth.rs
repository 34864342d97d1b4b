//! A lesson of eight times the length takes eight times as long to read and to check, whatever is in
//! it: no rule reads the whole text for each of its words.

use std::time::Duration;

use cpu_time::ThreadTime;
use loa::{check, diag::Report, model::Date};

use crate::made;

/// What a long lesson may be made of, a piece of each kind.
const PIECES: [&str; 16] = [
    // Where each number read all that is before it, 16,000 of these took a quarter of a minute.
    "Gọi 0912 345 678 hay 0987-654-321.\n\n",
    "Gọi 115/114, có 43 % em, theo Điều 5 và 56/2017/NĐ-CP.\n\n",
    "Em Lê Thị Hoa, lớp 5B, học trường Tiểu học Mẫu. ",
    "Nói không được, **nói** không với [[ place.name ]] ",
    "**Cảnh báo:**Không [[ fact.cuu_nan ]] 0912 345 678 ",
    "[[",
    "[[ place.name ",
    "[Xem](https://a.b/c) xã [[ place.name ]] ",
    "– một **hai:**ba\n",
    "a) một\nb) hai\n",
    "| a | b |\n",
    "> - **a** [b](tel:115)\n",
    "Luật Trẻ em quy định. Pháp luật cấm.\n",
    "~~cũ~~ ==lạ== [^1] `a ",
    "[Cần viết] ",
    "\u{200B}",
];

/// How long a lesson of some words takes, whatever other tests do meanwhile.
fn took(words: &str) -> Duration {
    let body = format!("## P {{#do}}\n\n{words}\n");
    let begun = ThreadTime::now();
    let (campaign, mut report, _) = made::campaign(&[("dai".to_owned(), body)]);
    let day = Date::constant(2026, 11, 23);
    check::campaign(&mut report, &campaign, &made::selection(), day);
    let _: Report = report;
    begun.elapsed()
}

#[test]
fn a_long_lesson_takes_as_much_longer_as_it_is_long() {
    // The first run also pays for what is made once.
    took("a");
    let nothing = took("a");
    for piece in PIECES {
        let many = 24_000 / piece.len();
        let one = took(&piece.repeat(many)).saturating_sub(nothing);
        let eight = took(&piece.repeat(8 * many)).saturating_sub(nothing);
        // Some of the time is that of the machine: what is too short to tell is let pass.
        assert!(
            eight < one * 24 || eight < Duration::from_millis(400),
            "{piece:?}: {one:?}, {eight:?} of eight times as much"
        );
    }
}
