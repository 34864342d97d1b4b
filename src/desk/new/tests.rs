//! Any title gives an id that may be used, or none; what is made is what is shown.

use proptest::prelude::*;

use crate::{desk::new::KINDS, diag::Report, load, model::Kind};

#[test]
fn every_kind_of_unit_can_be_typed() {
    assert_eq!(KINDS, Kind::ALL.map(Kind::word));
}

proptest! {
    #[test]
    fn any_title_gives_an_id_that_may_be_used_or_none(title in "\\PC{0,80}") {
        if let Some(id) = load::id_from_title(&title) {
            let mut report = Report::new();
            prop_assert!(load::check_id(&mut report, &id, None), "{id}");
        }
    }

    #[test]
    fn a_title_with_a_vietnamese_word_gives_an_id(title in "[a-zàảãáạăđêôơưĐ ]{0,60}[a-zđ][a-zàảĐ ]{0,60}") {
        prop_assert!(load::id_from_title(&title).is_some(), "{title}");
    }
}

#[test]
fn marks_are_taken_off() {
    for (title, id) in [
        ("Đường đến trường", "duong-den-truong"),
        ("Bếp an toàn: 5 việc!", "bep-an-toan-5-viec"),
        ("Con", "con-1"),
        (
            "Đuổi chó thì đứng yên, đừng chạy, khoanh tay lại",
            "duoi-cho-thi-dung-yen-dung-chay-khoanh",
        ),
    ] {
        assert_eq!(load::id_from_title(title).as_deref(), Some(id));
    }
    assert_eq!(load::id_from_title("ទឹក"), None);
}
