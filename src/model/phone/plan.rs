//! Which numbers can be dialled in Vietnam.
//!
//! The plan is Circular 22/2014/TT-BTTTT of the Ministry of Information and Communications: area
//! codes and the codes of networks in its annex 1, how many digits subscribers have in annex 2,
//! service numbers in annex 3. Two changes followed from it. In 2017 all area codes came to begin
//! with 2 (Decision 2036/QĐ-BTTTT of 21 November 2016); in 2018 mobile numbers of eleven digits
//! became numbers of ten (Decision 798/QĐ-BTTTT of 25 May 2018).
//!
//! Area codes, codes of networks, short numbers and lengths are closed lists: a code that nobody has
//! been given is a slip of the pen, or an old area code.

/// Area codes since 2017, without the zero before them. Hà Nội (24) and Thành phố Hồ Chí Minh (28)
/// have one digit fewer, and their subscribers one more.
const AREAS: [u16; 61] = [
    203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 218, 219, 220, 221, 222,
    225, 226, 227, 228, 229, 232, 233, 234, 235, 236, 237, 238, 239, 251, 252, 254, 255, 256, 257,
    258, 259, 260, 261, 262, 263, 269, 270, 271, 272, 273, 274, 275, 276, 277, 290, 291, 292, 293,
    294, 296, 297, 299,
];

/// Area codes that ended in 2017, with those that took their place.
const OLD_AREAS: [(&str, &str); 59] = [
    ("20", "214"),
    ("22", "212"),
    ("25", "205"),
    ("26", "206"),
    ("27", "207"),
    ("29", "216"),
    ("230", "215"),
    ("231", "213"),
    ("240", "204"),
    ("241", "222"),
    ("280", "208"),
    ("281", "209"),
    ("30", "229"),
    ("31", "225"),
    ("33", "203"),
    ("36", "227"),
    ("37", "237"),
    ("38", "238"),
    ("39", "239"),
    ("320", "220"),
    ("321", "221"),
    ("350", "228"),
    ("351", "226"),
    ("4", "24"),
    ("52", "232"),
    ("53", "233"),
    ("54", "234"),
    ("55", "255"),
    ("56", "256"),
    ("57", "257"),
    ("58", "258"),
    ("59", "269"),
    ("500", "262"),
    ("501", "261"),
    ("510", "235"),
    ("511", "236"),
    ("60", "260"),
    ("61", "251"),
    ("62", "252"),
    ("63", "263"),
    ("64", "254"),
    ("66", "276"),
    ("67", "277"),
    ("68", "259"),
    ("650", "274"),
    ("651", "271"),
    ("70", "270"),
    ("72", "272"),
    ("73", "273"),
    ("74", "294"),
    ("75", "275"),
    ("76", "296"),
    ("77", "297"),
    ("79", "299"),
    ("710", "292"),
    ("711", "293"),
    ("780", "290"),
    ("781", "291"),
    ("8", "28"),
];

/// Codes of mobile networks that ended in 2018, with those that took their place.
const OLD_NETWORKS: [(&str, &str); 21] = [
    ("120", "70"),
    ("121", "79"),
    ("122", "77"),
    ("123", "83"),
    ("124", "84"),
    ("125", "85"),
    ("126", "76"),
    ("127", "81"),
    ("128", "78"),
    ("129", "82"),
    ("162", "32"),
    ("163", "33"),
    ("164", "34"),
    ("165", "35"),
    ("166", "36"),
    ("167", "37"),
    ("168", "38"),
    ("169", "39"),
    ("186", "56"),
    ("188", "58"),
    ("199", "59"),
];

/// The code of the network of satellite telephones until 2018, and since then (notice of Decision
/// 798/QĐ-BTTTT in the newspaper Báo Nghệ An, 2018).
const OLD_SATELLITE: (&str, &str) = ("992", "672");

/// Short numbers; 1080 to 1089, which answer questions in the provinces, are added by [`is_short`].
///
/// Sources: 111 to 115 "Telephone numbers in Vietnam" (Wikipedia), the five emergency numbers; 156,
/// which takes reports of fraud, `VietnamPlus` of November 2022; 1022, which answers for a province, the
/// newspaper Báo Thanh Hóa of December 2021. No complete list was found. 116 to 119 (services of the
/// fixed network) and 198 (customers of Viettel) are accepted rather than refused; a number that is
/// missing here is refused until somebody adds it with its source.
const SHORT: [&str; 12] =
    ["111", "112", "113", "114", "115", "116", "117", "118", "119", "156", "198", "1022"];

/// The emergency numbers, which people often write one after the other.
pub const EMERGENCIES: [&str; 5] = ["111", "112", "113", "114", "115"];

/// Codes that six digits can follow: two emergency numbers after one of them have the length of one
/// number.
pub const BEFORE_SIX: [&str; 5] = ["1800", "1900", "069", "080", "0672"];

/// Whether a telephone in Vietnam can dial these digits. Made-up numbers count: where they may stand
/// is another question.
pub fn is_dialled(digits: &str) -> bool {
    if let Some(rest) = digits.strip_prefix("0000") {
        return rest.len() == 6;
    }
    if is_service(digits)
        || is_mobile(digits)
        || is_fixed(digits)
        || is_satellite(digits)
        || is_short(digits)
    {
        return true;
    }
    let begins = |code: &str| digits.starts_with(code);
    match digits.len() {
        // The state, the army and the police: five to seven digits after the code.
        8 | 9 if begins("069") || begins("080") => true,
        10 if begins("069") => true,
        // Telephones of the internet, eight digits after the code; 0650 and 0651 are old area codes.
        11 if begins("065") => !begins("0650") && !begins("0651"),
        _ => is_short_of_an_area(digits),
    }
}

/// Calls that the one called pays for, and those that cost more.
fn is_service(digits: &str) -> bool {
    matches!(digits.len(), 8 | 10) && (digits.starts_with("1800") || digits.starts_with("1900"))
}

/// A number of a mobile network: ten digits, the two after the zero being a code in use.
///
/// Sources: Decision 798/QĐ-BTTTT; `LawNet`, "What is the current list of prefixes of Vietnamese phone
/// numbers of mobile network operators" (2023); "Telephone numbers in Vietnam" (Wikipedia); the Vietnamese
/// metadata of libphonenumber. They have Viettel 32–39, 86, 96–98; `VinaPhone` 81–85, 88, 91, 94; `MobiFone`
/// 70, 76–79, 89, 90, 93; Vietnamobile 52, 56, 58, 92; Gmobile 59, 99; Wintel 55; Itel 87.
///
/// Where sources disagree a code passes: 51 and 95 stand in libphonenumber alone, which in turn has only
/// parts of 52, 55, 89 and 99. Its 30 and 31 do not pass: no list of a network has them, and they were the
/// codes of Ninh Bình and Hải Phòng until 2017. Nor do other old area codes that no network was given: 53,
/// 54, 57, 72–75.
///
/// An old number of an area whose code is now that of a network (036, once Thái Bình) passes: nothing
/// tells it from a new one.
pub fn is_mobile(digits: &str) -> bool {
    let code = digits.strip_prefix('0').and_then(|rest| rest.get(..2)?.parse::<u8>().ok());
    digits.len() == 10
        && !digits.starts_with("0992")
        && code.is_some_and(
            |code| matches!(code, 32..=39 | 51 | 52 | 55 | 56 | 58 | 59 | 70 | 76..=79 | 81..=99),
        )
}

/// The first three digits of what looks like a mobile number, if no network and no area has them.
pub fn no_network(digits: &str) -> Option<&str> {
    let begins = ["03", "05", "07", "08", "09"].iter().any(|begin| digits.starts_with(begin));
    let mobile = digits.len() == 10 && begins && !is_mobile(digits);
    // Codes that begin with 01 ended in 2018, and with them numbers of this length never began.
    let old = digits.len() == 10 && digits.starts_with("01");
    if mobile || old { digits.get(..3) } else { None }
}

fn is_satellite(digits: &str) -> bool {
    digits.len() == 10 && digits.starts_with("0672")
}

fn is_short(digits: &str) -> bool {
    SHORT.contains(&digits) || digits.len() == 4 && digits.starts_with("108")
}

/// A number of a line in a house.
fn is_fixed(digits: &str) -> bool {
    digits.len() == 11 && after_area(digits).is_some()
}

/// A short number with the area in which it is answered, as mobile telephones dial it: 0271 115,
/// 0236 1022.
fn is_short_of_an_area(digits: &str) -> bool {
    ["024", "028"]
        .iter()
        .filter_map(|code| digits.strip_prefix(code))
        .chain(area(digits))
        .any(is_short)
}

/// What follows an area code of today, where subscribers can have it.
fn after_area(digits: &str) -> Option<&str> {
    let first = |rest: &str, of: &str| rest.get(..1).is_some_and(|digit| of.contains(digit));
    let city = |code: &str, of: &str| digits.strip_prefix(code).filter(|rest| first(rest, of));
    city("024", "2345678").or_else(|| city("028", "23456789")).or_else(|| area(digits))
}

/// What follows an area code of three digits.
fn area(digits: &str) -> Option<&str> {
    let code = digits.strip_prefix('0')?.get(..3)?.parse().ok()?;
    AREAS.contains(&code).then(|| digits.get(4..)).flatten()
}

/// What a number became whose code has ended.
pub fn renumbered(digits: &str) -> Option<String> {
    let bare = digits.strip_prefix('0')?;
    let with = |(old, new): &(&str, &str)| {
        let rest = bare.strip_prefix(old)?;
        Some(format!("0{new}{rest}"))
    };
    if let Some(now) = OLD_NETWORKS.iter().filter_map(with).find(|now| is_mobile(now)) {
        return Some(now);
    }
    if let Some(now) = with(&OLD_SATELLITE).filter(|now| is_satellite(now)) {
        return Some(now);
    }
    // One digit too few after a code of today (0273 388 888) looks like an old number with a shorter
    // code (027 3388 888).
    if after_area(digits).is_some() {
        return None;
    }
    OLD_AREAS.iter().filter_map(with).find(|now| is_fixed(now))
}

/// Digits in the groups in which people read them.
pub fn grouped(digits: &str) -> String {
    // How people of another country group theirs is not known.
    if digits.starts_with('+') {
        return digits.to_owned();
    }
    let sizes: &[usize] = match digits.len() {
        8 if is_service(digits) => &[4, 4],
        10 => &[4, 3, 3],
        11 if digits.starts_with("024") || digits.starts_with("028") => &[3, 4, 4],
        11 => &[4, 4, 3],
        _ => return digits.to_owned(),
    };
    let mut groups = Vec::new();
    let mut rest = digits;
    for size in sizes {
        let Some((group, after)) = rest.split_at_checked(*size) else { break };
        groups.push(group);
        rest = after;
    }
    groups.join(" ")
}
