//! What words in brackets ask for that stand where something should be filled in.

use super::unfilled::Blank;
use crate::model::fold::nfc;

/// Words that ask to fill something in.
const VERBS: [&str; 18] = [
    "điền",
    "ghi rõ",
    "ghi",
    "nhập",
    "chèn",
    "thêm",
    "bổ sung",
    "đang cập nhật",
    "cập nhật",
    "thay",
    "insert",
    "enter",
    "fill in",
    "add",
    "your",
    "choose",
    "todo",
    "tbd",
];

/// Those that do so in round brackets too, where most words belong to the sentence.
const IN_ROUND: [&str; 8] =
    ["điền", "chèn", "bổ sung", "đang cập nhật", "cập nhật", "insert", "fill in", "todo"];

/// What follows them there if nothing is named.
const LATER: [&str; 5] = ["sau", "thêm", "thêm sau", "vào", "later"];

/// Words for a name.
const NAMES: [&str; 6] = ["họ và tên", "họ tên", "tên của", "tên", "name of", "name"];

/// Words that a whole remark is made of if it asks for something that no field has.
const ALONE: [&str; 30] = [
    "thôn",
    "ấp",
    "bản",
    "làng",
    "khóm",
    "khu phố",
    "tổ",
    "hamlet",
    "village",
    "địa chỉ",
    "địa điểm",
    "chức vụ",
    "email",
    "link",
    "số",
    "số liệu",
    "nội dung",
    "cán bộ",
    "người",
    "đơn vị",
    "cơ quan",
    "address",
    "number",
    "text",
    "quyết định",
    "chữ ký",
    "hạn",
    "kinh phí",
    "nguồn",
    "logo",
];

/// Days and hours.
const DAYS: [&str; 9] =
    ["ngày", "giờ", "thời gian", "tháng", "năm", "date", "time", "day", "dd/mm"];

/// Pictures.
const PICTURES: [&str; 6] = ["ảnh", "hình ảnh", "hình", "photo", "picture", "image"];

/// Whose number or name is asked for, with the name of the role in fields.
const ROLES: [(&str, &str, &str); 8] = [
    ("trạm y tế", "place.health_station.name", "place.health_station.phone"),
    ("trạm", "place.health_station.name", "place.health_station.phone"),
    ("công an", "place.police.name", "place.police.phone"),
    ("bệnh viện", "place.hospital.name", "place.hospital.phone"),
    ("ubnd", "place.committee.name", "place.committee.phone"),
    ("ủy ban", "place.committee.name", "place.committee.phone"),
    ("uỷ ban", "place.committee.name", "place.committee.phone"),
    ("trường", "place.school.name", "place.school.phone"),
];

/// Words for a telephone number.
const CALLS: [&str; 9] = [
    "số điện thoại",
    "điện thoại",
    "sđt",
    "số đt",
    "số máy",
    "hotline",
    "đường dây nóng",
    "phone number",
    "phone",
];

/// Words for a commune.
const PLACES: [&str; 8] =
    ["xã/phường", "xã", "phường", "thị trấn", "địa phương", "commune", "ward", "place"];

/// What words in brackets ask for; nothing if they ask for nothing. In round ones only those do that
/// ask to fill in, as whatever else is in them belongs to the sentence.
pub fn named(inner: &str, round: bool) -> Option<Blank> {
    /// Nobody asks for more in brackets.
    const MOST: usize = 7;
    let typed = inner.trim();
    let is_open = |c: char| matches!(c, '.' | '…' | '_' | 'x' | 'X' | '?' | '*' | ' ' | '-');
    if !typed.is_empty() && typed.chars().all(is_open) {
        // One `x` ticks, stars are the sign of a note.
        let open = typed.contains(['…', '?'])
            || ["..", "__", "xx", "XX"].iter().any(|open| typed.contains(open));
        return (open && !round).then_some(Blank::Word);
    }
    if typed.split_whitespace().count() > MOST {
        return None;
    }
    let small = nfc(typed).to_lowercase();
    let bare = small.trim_matches(|c: char| !c.is_alphanumeric());
    // A note asks for nothing.
    if ["ghi chú", "ghi nhớ"].iter().any(|note| bare.starts_with(note)) {
        return None;
    }
    let (bare, asked) = without(bare, if round { &IN_ROUND } else { &VERBS });
    if round && !asked {
        return None;
    }
    if bare.is_empty() {
        return asked.then_some(Blank::Named);
    }
    if starts(bare, &CALLS) {
        let role = ROLES.iter().find(|(role, ..)| bare.contains(role));
        return Some(Blank::Field(
            role.map_or("place.health_station.phone", |(_, _, phone)| phone),
        ));
    }
    if starts(bare, &PICTURES)
        && (asked || PICTURES.contains(&bare) || bare.ends_with(|c: char| c.is_ascii_digit()))
    {
        return Some(Blank::Picture);
    }
    let (bare, called) = without(bare, &NAMES);
    let few = bare.split_whitespace().count() <= 4;
    let is =
        |words: &[&str]| if asked || called { starts(bare, words) } else { words.contains(&bare) };
    if is(&PLACES) || few && ["xã của", "phường của"].iter().any(|start| bare.starts_with(start))
    {
        return Some(Blank::Field("place.inline"));
    }
    if is(&["tỉnh", "thành phố", "province", "tỉnh/thành"]) {
        return Some(Blank::Field("place.province"));
    }
    if called && let Some((_, name, _)) = ROLES.iter().find(|(role, ..)| starts(bare, &[role])) {
        return Some(Blank::Field(name));
    }
    let dated = !bare.is_empty()
        && bare
            .split(['/', ' ', ',', '-'])
            .all(|word| DAYS.contains(&word) || word == "và" || word.is_empty());
    if is(&DAYS) || dated {
        return Some(Blank::Day);
    }
    let more = asked && (!round || LATER.contains(&bare));
    (more || called || ALONE.contains(&bare)).then_some(Blank::Named)
}

/// Whether words open with one of some others.
fn starts(words: &str, with: &[&str]) -> bool {
    with.iter().any(|start| {
        words.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Words without one of some others before them, and whether it was there.
fn without<'w>(words: &'w str, first: &[&str]) -> (&'w str, bool) {
    let rest = first.iter().find_map(|start| {
        words.strip_prefix(start).filter(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    rest.map_or((words, false), |rest| (rest.trim_start(), true))
}
