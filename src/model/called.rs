//! Places by any name: what people type where a place is asked for.
//!
//! People call a place by its name, with its kind or without, with marks or without, and add what it
//! lies in where there are two: `Lộc Ninh`, `xa loc ninh`, `P. Bình Long`, `Tân Phú, Đồng Xoài`.
//! Whoever asks for a place asks here; what several places are called is asked back, never guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Kind, Place,
    fold::{key, nfc, spelled, unmarked},
};

/// Whom a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called<'n> {
    /// The id of the one place that is called so.
    One(&'n str),
    /// Several places are; each by its id and its name with its kind.
    Several(Vec<(&'n str, &'n str)>),
    /// No place is.
    Nobody,
}

/// What the places of a campaign are called.
#[derive(Debug, Default)]
pub struct Names {
    places: Vec<Known>,
    /// By id.
    ids: BTreeMap<String, usize>,
    /// By everything that a place is called, without marks.
    keys: BTreeMap<String, BTreeSet<usize>>,
}

#[derive(Debug, Default)]
struct Known {
    id: String,
    /// Its last name, with its kind.
    label: String,
    /// Everything that it is called, with its marks.
    spelled: Vec<String>,
    /// Whether it ended, and is not a whole province: then it gives way to a place that stands.
    gone: bool,
    /// Ids of what its units lie in or lay in.
    parents: Vec<String>,
    /// Ids of the places that went into it.
    before: Vec<String>,
}

/// A place lies in so few others; a circle of places has no end.
const MOST_ABOVE: usize = 500;

impl Names {
    /// Gathers what places are called.
    pub fn of(places: &BTreeMap<String, Place>) -> Self {
        let mut names = Self::default();
        for place in places.values() {
            names.add(place);
        }
        names
    }

    fn add(&mut self, place: &Place) {
        let number = self.places.len();
        let mut known = Known { id: place.id.clone(), ..Known::default() };
        let mut keys = vec![key(&place.id)];
        for unit in &place.units {
            let name = spelled(&nfc(&unit.name));
            let bare = key(&name);
            let word = unit.kind.word();
            known.label = format!("{word} {}", unit.name);
            for word in [word].into_iter().chain(unit.kind.short().iter().copied()) {
                known.spelled.push(format!("{} {name}", spelled(word)));
                keys.push(format!("{} {bare}", key(word)).trim().to_owned());
            }
            known.spelled.push(name);
            keys.push(bare);
            known.gone = unit.valid_to.is_some() && unit.kind != Kind::Province;
        }
        known.parents = place.units.iter().filter_map(|unit| unit.parent.clone()).collect();
        known.before.clone_from(&place.before);
        self.ids.insert(place.id.clone(), number);
        for key in keys {
            self.keys.entry(key).or_default().insert(number);
        }
        self.places.push(known);
    }

    /// Whom a name means. An id means its place, whatever else is called so.
    pub fn called(&self, typed: &str) -> Called<'_> {
        if let Some((id, _)) = self.ids.get_key_value(typed) {
            return Called::One(id);
        }
        // A name of its own may have a comma or a hyphen in it.
        let mut found = self.by_name(typed);
        if let (true, Some((name, within))) = (found.is_empty(), typed.split_once([',', '('])) {
            let outer: Vec<&str> = within.split([',', '(', ')']).collect();
            let outer: Vec<&str> = outer.into_iter().filter(|part| !key(part).is_empty()).collect();
            found = self.by_name(name);
            found.retain(|at| outer.iter().all(|part| self.lies_in(*at, part)));
        }
        let known = |at: usize| self.places.get(at).map(|known| (&*known.id, &*known.label));
        match found.as_slice() {
            [] => Called::Nobody,
            [one] => known(*one).map_or(Called::Nobody, |(id, _)| Called::One(id)),
            several => Called::Several(several.iter().copied().filter_map(known).collect()),
        }
    }

    /// Every place that is called so. Marks that are typed must be those of its name; where none are,
    /// the letters alone say it. Places that ended give way to those that stand.
    fn by_name(&self, typed: &str) -> Vec<usize> {
        let Some(all) = self.keys.get(&key(typed)) else { return Vec::new() };
        let letters = spelled(typed);
        let known = |at: &usize| self.places.get(*at);
        let exact = |at: &usize| known(at).is_some_and(|known| known.spelled.contains(&letters));
        let stands = |at: &usize| known(at).is_some_and(|known| !known.gone);
        let mut found: Vec<usize> = all.iter().copied().collect();
        if unmarked(typed) != typed || found.iter().any(exact) {
            found.retain(exact);
        }
        if found.iter().any(stands) {
            found.retain(stands);
        }
        found
    }

    /// Whether a place lies or lay in one of that name, itself or through the units that went into it.
    fn lies_in(&self, at: usize, name: &str) -> bool {
        let (Some(known), Some(outer)) = (self.places.get(at), self.keys.get(&key(name))) else {
            return false;
        };
        let of = |id: &str| self.ids.get(id).and_then(|at| self.places.get(*at));
        let outer: BTreeSet<&str> =
            outer.iter().filter_map(|at| self.places.get(*at)).map(|outer| &*outer.id).collect();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut next: Vec<&str> = vec![&known.id];
        next.extend(known.before.iter().map(String::as_str));
        while let Some(id) = next.pop().filter(|_| seen.len() < MOST_ABOVE) {
            for parent in of(id).into_iter().flat_map(|known| &known.parents) {
                if seen.insert(parent) {
                    next.push(parent);
                }
            }
        }
        !seen.is_disjoint(&outer)
    }

    /// The id of a place that is called nearly so, with its name.
    pub fn near(&self, typed: &str) -> Option<(&str, &str)> {
        let typed = key(typed);
        let near = crate::diag::nearest(&typed, self.keys.keys().map(String::as_str))?;
        let all =
            || self.keys.get(near).into_iter().flatten().filter_map(|at| self.places.get(*at));
        let known = all().find(|known| !known.gone).or_else(|| all().next())?;
        Some((&known.id, &known.label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{Sources, Span},
        model::Unit,
    };

    /// Id, first and last day, name, kind, what it lies in, what it went into.
    const UNITS: &str = "\
        dong-nai,,,Đồng Nai,thành phố,,\n\
        binh-phuoc,,2025-06-30,Bình Phước,tỉnh,,dong-nai\n\
        huyen-loc-ninh,,2025-06-30,Lộc Ninh,huyện,binh-phuoc,\n\
        dong-xoai,,2025-06-30,Đồng Xoài,thành phố,binh-phuoc,\n\
        thi-tran-loc-ninh,,2025-06-30,Lộc Ninh,thị trấn,huyen-loc-ninh,loc-ninh\n\
        loc-ninh,2025-07-01,,Lộc Ninh,xã,dong-nai,\n\
        phuong-binh-phuoc,2025-07-01,,Bình Phước,phường,dong-nai,\n\
        tan-phu-1,,2025-06-30,Tân Phú,phường,dong-xoai,phuong-binh-phuoc\n\
        tan-phu-2,,2025-06-30,Tân Phú,xã,huyen-loc-ninh,loc-ninh\n\
        hung-a,2025-07-01,,Hùng,xã,dong-nai,\n\
        hung-b,2025-07-01,,Hưng,xã,dong-nai,\n";

    fn names() -> Names {
        let span = Span::new(Sources::default().add("units.csv", ""), 0..0);
        let text = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
        let mut places: BTreeMap<String, Place> = BTreeMap::new();
        for line in UNITS.lines() {
            let cells: Vec<&str> = line.split(',').collect();
            let [id, from, to, name, kind, parent, successor] = cells[..] else { panic!("{line}") };
            let unit = Unit {
                valid_from: from.parse().ok(),
                valid_to: to.parse().ok(),
                code: String::new(),
                name: name.to_owned(),
                kind: Kind::ALL.into_iter().find(|known| known.word() == kind).expect("a kind"),
                hamlet: None,
                parent: text(parent),
                successors: text(successor).into_iter().collect(),
                span,
            };
            let place = Place {
                id: id.to_owned(),
                units: vec![unit],
                contacts: Vec::new(),
                hazards: Vec::new(),
                points: Vec::new(),
                notes: BTreeMap::new(),
                before: Vec::new(),
            };
            places.insert(id.to_owned(), place);
        }
        for line in UNITS.lines() {
            let cells: Vec<&str> = line.split(',').collect();
            if let Some(next) = places.get_mut(cells[6]) {
                next.before.push(cells[0].to_owned());
            }
        }
        Names::of(&places)
    }

    /// The ids that a name means.
    fn ids(typed: &str) -> Vec<String> {
        match names().called(typed) {
            Called::One(id) => vec![id.to_owned()],
            Called::Several(all) => all.into_iter().map(|(id, _)| id.to_owned()).collect(),
            Called::Nobody => Vec::new(),
        }
    }

    #[test]
    fn one_place_is_known_by_id_and_by_every_way_of_writing_its_name() {
        for typed in [
            "loc-ninh",
            "Lộc Ninh",
            "lộc ninh",
            "loc ninh",
            "LOC NINH",
            "Loc-Ninh",
            "xã Lộc Ninh",
            "Xa Loc Ninh",
            "X. Lộc Ninh",
            "Lộc  Ninh",
            "Lô\u{323}c Ninh",
            "Lộc\u{a0}Ninh",
            "Lộc Ninh, Đồng Nai",
            "lộc ninh, bình phước",
            "xã Lộc Ninh (Đồng Nai)",
        ] {
            assert_eq!(ids(typed), ["loc-ninh"], "{typed}");
        }
        assert_eq!(ids("thị trấn Lộc Ninh"), ["thi-tran-loc-ninh"]);
        assert_eq!(ids("H. Lộc Ninh"), ["huyen-loc-ninh"]);
        assert_eq!(ids("TP Đồng Nai"), ["dong-nai"]);
    }

    #[test]
    fn what_several_are_called_is_asked_back() {
        // The province is in everyone's mouth, though it is no more.
        assert_eq!(ids("Bình Phước"), ["binh-phuoc", "phuong-binh-phuoc"]);
        assert_eq!(ids("phường Bình Phước"), ["phuong-binh-phuoc"]);
        assert_eq!(ids("Tân Phú"), ["tan-phu-1", "tan-phu-2"]);
        assert_eq!(ids("Tân Phú, Đồng Xoài"), ["tan-phu-1"]);
        assert_eq!(ids("hung"), ["hung-a", "hung-b"]);
        assert_eq!(ids("Hưng"), ["hung-b"]);
        let names = names();
        assert_eq!(
            names.called("hung"),
            Called::Several(vec![("hung-a", "xã Hùng"), ("hung-b", "xã Hưng")])
        );
    }

    #[test]
    fn another_name_is_nobodys_and_the_nearest_is_offered() {
        let names = names();
        assert_eq!(names.called("phường Lộc Ninh, Tây Ninh"), Called::Nobody);
        assert_eq!(names.called("xã Lộc Nin"), Called::Nobody);
        assert_eq!(names.near("xã Lộc Nin"), Some(("loc-ninh", "xã Lộc Ninh")));
        assert_eq!(names.near("Hà Nội"), None);
        // Other marks are another name.
        assert_eq!(ids("Lọc Ninh"), [""; 0]);
        assert_eq!(names.near("Lọc Ninh").map(|(id, _)| id), Some("loc-ninh"));
        for typed in ["", " ", ",", "(", "Hà Nội", "xã"] {
            assert_eq!(ids(typed), [""; 0], "{typed:?}");
        }
    }
}
