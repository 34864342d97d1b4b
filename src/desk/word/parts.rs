//! Which text goes to which part of a lesson: a heading that names a part opens it, until the next
//! heading of its level. What belongs to none is kept in its order.

use std::collections::BTreeMap;

use super::{
    block::{Block, Run, line},
    heading,
    sorter::Sorter,
};
use crate::model::{Role, fold};

/// How people call the parts, without marks.
const NAMES: [(Role, &[&str]); 8] = [
    (
        Role::Why,
        &[
            "vi sao",
            "tai sao",
            "ly do",
            "vi sao can biet",
            "vi sao quan trong",
            "y nghia",
            "why",
            "why it matters",
        ],
    ),
    (
        Role::Do,
        &[
            "can lam",
            "can lam gi",
            "viec can lam",
            "nhung viec can lam",
            "nen lam",
            "nen lam gi",
            "viec moi ngay",
            "cach phong tranh",
            "phong tranh",
            "lam gi de phong tranh",
            "what to do",
            "to do",
        ],
    ),
    (
        Role::Dont,
        &[
            "khong nen",
            "khong nen lam",
            "khong nen lam gi",
            "viec khong nen lam",
            "nhung viec khong nen lam",
            "khong duoc lam",
            "khong lam",
            "dung lam",
            "nen va dung",
            "nen va khong nen",
            "nen khong nen",
            "do and do not",
            "dos and don ts",
            "do not",
            "what not to do",
        ],
    ),
    (
        Role::Here,
        &["o day", "o dia phuong", "tinh hinh dia phuong", "tinh hinh tai dia phuong", "here"],
    ),
    (
        Role::Happens,
        &[
            "khi xay ra",
            "neu xay ra",
            "khi co chuyen",
            "khi chuyen xay ra",
            "neu chuyen xay ra",
            "neu chuyen dang xay ra",
            "khi co tai nan",
            "khi xay ra tai nan",
            "khi tai nan xay ra",
            "xu ly khi xay ra",
            "xu tri",
            "cach xu tri",
            "so cuu",
            "so cap cuu",
            "cap cuu",
            "if it happens",
            "if it is happening",
            "first aid",
        ],
    ),
    (
        Role::Call,
        &[
            "goi ai",
            "goi cho ai",
            "can goi ai",
            "lien he",
            "lien he voi ai",
            "so dien thoai can goi",
            "duong day nong",
            "who to call",
            "whom to call",
            "contacts",
        ],
    ),
    (
        Role::Talk,
        &["hop dan", "hop thon", "hop ap", "noi o hop", "sinh hoat thon", "at the village meeting"],
    ),
    (
        Role::Activity,
        &["hoat dong", "hoat dong tren lop", "tren lop", "tiet hoc", "in class", "activity"],
    ),
];

/// Text of one part.
#[derive(Debug, Default)]
pub struct Part {
    /// Its heading in the document.
    pub heading: Vec<Run>,
    /// What stands below it.
    pub blocks: Vec<Block>,
}

/// A document dealt out.
#[derive(Debug, Default)]
pub struct Dealt {
    /// The parts that it has headings for.
    pub parts: BTreeMap<Role, Part>,
    /// Everything else, in order.
    pub rest: Vec<Block>,
    /// How many items a tick or a cross before them brought to their part.
    pub sorted: usize,
    /// Lines that were taken for headings because of where they stand.
    pub alone: Vec<String>,
}

/// The part that a heading names, whatever number stands before the name.
pub fn role(runs: &[Run]) -> Option<Role> {
    let key = fold::key(&line(runs));
    let mut words: Vec<&str> = key.split(' ').collect();
    loop {
        let name = words.join(" ");
        let found = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
        if let Some((role, _)) = found {
            return Some(*role);
        }
        let number = match words.as_slice() {
            ["phan" | "muc" | "buoc" | "part", number, _, ..] if is_ordinal(number) => 2,
            [number, _, ..] if is_ordinal(number) => 1,
            _ => return None,
        };
        words.drain(..number);
    }
}

/// `1`, `iv`, `b`.
fn is_ordinal(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
        || word.chars().all(|c| "ivx".contains(c))
        || (word.len() == 1 && word.chars().all(|c| c.is_ascii_lowercase()))
}

/// Deals the blocks of a document out; the headings get the levels that they have in a lesson.
pub fn deal(blocks: Vec<Block>) -> Dealt {
    let mut dealt = Dealt::default();
    // The headings that are open: level, part, and whether it is the one that opened the part.
    let mut open: Vec<(u8, Option<Role>, bool)> = Vec::new();
    let mut sorter = Sorter::of(&blocks);
    let (blocks, alone) = heading::found(blocks);
    dealt.alone = alone;
    for block in blocks {
        let (level, runs) = match block {
            Block::Title(runs) => (1, runs),
            Block::Heading(level, runs) => (level, runs),
            block => {
                let role = open.last().and_then(|(_, role, _)| *role);
                if let Some(block) = sorter.keep(role, block) {
                    put(&mut dealt, role, block);
                }
                continue;
            }
        };
        sorter.below(&runs);
        open.retain(|(above, ..)| *above < level);
        let outer = open.last().and_then(|(_, role, _)| *role);
        match role(&runs) {
            // A part has one heading; that of a second stretch is one within it.
            Some(role) if !dealt.parts.contains_key(&role) => {
                dealt.parts.insert(role, Part { heading: runs, blocks: Vec::new() });
                open.push((level, Some(role), true));
            }
            found => {
                let role = found.or(outer);
                let within = open.iter().rev();
                let within = within.take_while(|(_, of, opens)| *of == role && !opens).count();
                let lower = u8::try_from(3 + within).unwrap_or(6).min(6);
                put(&mut dealt, role, Block::Heading(lower, runs));
                open.push((level, role, false));
            }
        }
    }
    sorter.add_to(&mut dealt);
    // A part that must not be there is not opened for nothing.
    let empty = |part: &Part| part.blocks.is_empty();
    for role in [Role::Here, Role::Talk, Role::Activity] {
        if dealt.parts.get(&role).is_some_and(empty)
            && let Some(part) = dealt.parts.remove(&role)
        {
            dealt.rest.push(Block::Heading(3, part.heading));
        }
    }
    dealt
}

fn put(dealt: &mut Dealt, role: Option<Role>, block: Block) {
    match role.and_then(|role| dealt.parts.get_mut(&role)) {
        Some(part) => part.blocks.push(block),
        None => dealt.rest.push(block),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Run> {
        vec![Run::plain(text)]
    }

    #[test]
    fn a_part_is_known_by_its_name_whatever_stands_before_it() {
        for (heading, wanted) in [
            ("II. VIỆC CẦN LÀM:", Some(Role::Do)),
            ("3) Không nên", Some(Role::Dont)),
            ("Phần 2: Khi xảy ra", Some(Role::Happens)),
            ("Vì sao?", Some(Role::Why)),
            ("Cần làm rõ trách nhiệm", None),
            ("Nguồn", None),
        ] {
            assert_eq!(role(&plain(heading)), wanted, "{heading}");
        }
    }

    #[test]
    fn text_goes_to_its_part_until_the_next_heading_of_that_level() {
        let heading = |level, text| Block::Heading(level, plain(text));
        let paragraph = |text| Block::Paragraph(plain(text));
        let bold = Block::Paragraph(vec![Run { bold: true, ..Run::plain("Khi xảy ra") }]);
        let dealt = deal(vec![
            paragraph("đầu"),
            heading(1, "Chung"),
            heading(2, "Cần làm"),
            paragraph("một"),
            heading(3, "Ở nhà"),
            paragraph("hai"),
            bold,
            paragraph("ba"),
            heading(2, "Khác"),
            paragraph("bốn"),
            heading(2, "Cần làm"),
            paragraph("năm"),
            heading(1, "Ở đây"),
        ]);
        let part = |role| dealt.parts.get(&role).map(|part| part.blocks.as_slice());
        let within =
            [paragraph("một"), heading(3, "Ở nhà"), paragraph("hai"), heading(3, "Cần làm")];
        assert_eq!(part(Role::Do).map(|all| &all[..4]), Some(&within[..]));
        assert_eq!(part(Role::Happens), Some(&[paragraph("ba")][..]));
        let rest = [
            paragraph("đầu"),
            heading(3, "Chung"),
            heading(4, "Khác"),
            paragraph("bốn"),
            heading(3, "Ở đây"),
        ];
        assert_eq!(dealt.rest, rest);
    }
}
