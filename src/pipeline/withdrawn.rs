//! Published addresses that a build takes away. Taking a lesson away on purpose and renaming its folder
//! without `was` look alike to the program, and sheets with the old code hang in villages.

use std::collections::BTreeSet;

use crate::{
    diag::Report,
    model::{
        Address,
        address::{Page, Shared},
    },
    say,
};

/// What went from the site, by names.
#[derive(Debug, Default, PartialEq, Eq)]
struct Withdrawn<'a> {
    langs: BTreeSet<&'a str>,
    places: BTreeSet<&'a str>,
    pages: BTreeSet<&'a str>,
    codes: usize,
}

/// Sorts the paths of removed files. Of a language that went, its places are not named too, nor are the
/// pages of a place that went.
fn sorted(removed: &[String]) -> Withdrawn<'_> {
    let mut found = Withdrawn::default();
    let addresses = || removed.iter().filter_map(|path| Address::try_from(path.as_str()).ok());
    let mut homes = BTreeSet::new();
    for address in addresses() {
        match address {
            Address::Shared { lang, file: Shared::Chooser } => drop(found.langs.insert(lang)),
            Address::Page { lang, place, page: Page::Home } => drop(homes.insert((lang, place))),
            Address::Code(_) => found.codes += 1,
            Address::Manifest
            | Address::Top(_)
            | Address::Asset(_)
            | Address::Shared { .. }
            | Address::Ended { .. }
            | Address::Card { .. }
            | Address::Thumbnail { .. }
            | Address::Page { .. }
            | Address::Sheet { .. }
            | Address::Text { .. }
            | Address::Press { .. }
            | Address::Bundle { .. }
            | Address::Zip { .. } => {}
        }
    }
    homes.retain(|(lang, _)| !found.langs.contains(lang));
    for address in addresses() {
        if let Address::Page { lang, place, page: Page::Named(name) } = address
            && !found.langs.contains(lang)
            && !homes.contains(&(lang, place))
        {
            found.pages.insert(name);
        }
    }
    found.places = homes.into_iter().map(|(_, place)| place).collect();
    found
}

/// Reports what a build took from the site; gives whether there was anything. It is no mistake of the
/// content: the build that takes it away is the only one that can know.
pub fn report(report: &mut Report, removed: &[String]) -> bool {
    let Withdrawn { langs, places, pages, codes } = sorted(removed);
    let lists = [
        (say! { vi: "ngôn ngữ", en: "languages" }, langs),
        (say! { vi: "nơi", en: "places" }, places),
        (say! { vi: "trang", en: "pages" }, pages),
    ];
    let (mut vi, mut en) = (Vec::new(), Vec::new());
    for (what, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        let names = super::output::listed(&names);
        vi.push(format!("{} {names}", what.vi));
        en.push(format!("{} {names}", what.en));
    }
    if vi.is_empty() {
        return false;
    }
    let (vi, en) = (vi.join("; "), en.join("; "));
    let text = match codes {
        0 => say! {
            vi: "đã rút khỏi trang web: {vi}. Địa chỉ cũ không còn mở được",
            en: "withdrawn from the site: {en}. The old addresses open no more"
        },
        codes => say! {
            vi: "đã rút khỏi trang web: {vi}. Địa chỉ cũ không còn mở được, {codes} mã QR trên giấy đã phát cũng vậy",
            en: "withdrawn from the site: {en}. The old addresses open no more, nor do {codes} codes on paper"
        },
    };
    report.warning("address-withdrawn", None, text).help = Some(say! {
        vi: "nếu đó là điều bạn muốn thì không phải làm gì. Nếu chỉ đổi tên thư mục: ghi tên cũ vào `was: [tên-cũ]` của bài hay chủ đề; mã của nơi thì trả lại như cũ",
        en: "if you meant it, there is nothing to do. If a folder has another name: write the old one as `was: [old-name]` in the lesson or pack; give a place its old id back"
    });
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paths: &[&str]) -> Vec<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    #[test]
    fn a_language_a_place_and_a_page_are_named_once() {
        let removed = of(&[
            "site/km/index.html",
            "site/km/an/index.html",
            "site/km/an/near.html",
            "site/vi/binh/index.html",
            "site/vi/binh/near.html",
            "site/vi/an/far.html",
            "site/en/an/far.html",
            "site/q/0123456789abc.html",
            "site/vi/an/copier/far.pdf",
        ]);
        let found = sorted(&removed);
        let one = |name| BTreeSet::from([name]);
        let wanted =
            Withdrawn { langs: one("km"), places: one("binh"), pages: one("far"), codes: 1 };
        assert_eq!(found, wanted);
    }

    #[test]
    fn sheets_and_pictures_are_nothing_to_report() {
        let removed = of(&["site/vi/an/copier/far.pdf", "site/assets/a-1.css", "print/an/an.zip"]);
        assert!(!report(&mut Report::new(), &removed));
    }
}
