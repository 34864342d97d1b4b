//! Reading without a network: what a browser may keep of a place when its reader asks for it. The
//! lists belong to languages, so that a changed lesson changes a list and no other page.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use xxhash_rust::xxh3::Xxh3;

use super::{Own, asset_name, plate::Plate};
use crate::{
    model::{
        Address, Artifact, Campaign, Lang,
        address::{Page, Shared, Top},
        fact::in_lang,
        place::GENERAL,
    },
    plan::Kind,
};

/// What lies at the top of a site that has an address: the script and what an installed site is
/// called.
pub fn files(campaign: &Campaign) -> Vec<Artifact> {
    if campaign.settings.base_url.is_empty() {
        return Vec::new();
    }
    let first = campaign.first_lang();
    let app = Address::Top(Top::App);
    let icons: Vec<_> = [192, 512]
        .into_iter()
        .filter_map(|size| {
            let name = format!("icon-{size}.png");
            let bytes = campaign.theme.assets.get(&name)?;
            let icon = Address::Asset(&asset_name(&name, bytes)).from(app);
            Some(json!({ "src": icon, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": "any maskable" }))
        })
        .collect();
    let title = in_lang(&campaign.settings.title, first, first);
    let manifest = json!({
        "name": title, "short_name": title, "lang": first.as_str(),
        "start_url": Address::Top(Top::Chooser).from(app), "scope": "./", "display": "browser", "icons": icons,
    });
    let worker = campaign.theme.assets.get(Top::Worker.name());
    let worker = worker.map(|bytes| Artifact::new(Address::Top(Top::Worker), bytes.to_vec()));
    let app = Artifact::new(app, manifest.to_string().into_bytes());
    worker.into_iter().chain([app]).collect()
}

/// What may be kept of a place in a language: nothing discreet, and no other file than these pages
/// need. Changes whenever one of the pages does for all places.
pub fn list(campaign: &Campaign, lang: &Lang, plates: &[Plate], own: &[Own]) -> Option<Artifact> {
    if campaign.settings.base_url.is_empty() {
        return None;
    }
    let kinds = Kind::of_place(campaign).filter(|kind| kind.may_be_kept());
    let names: BTreeSet<String> =
        kinds.filter_map(Kind::page).map(|page| page.to_string()).collect();
    let kept = |plate: &&Plate| names.contains(&plate.name);
    let mut version = Xxh3::new();
    let mut assets = BTreeSet::new();
    let mut take = |plate: &Plate| {
        version.update(&plate.key(0).to_le_bytes());
        assets.extend(named(plate.shared()));
        plate.name.clone()
    };
    let pages: Vec<String> = plates.iter().filter(kept).map(&mut take).collect();
    let mut of_places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (places, _, plate) in own {
        if kept(&plate) {
            let name = take(plate);
            for place in places {
                of_places.entry(place).or_default().push(name.clone());
            }
        }
    }
    let version = format!("{:016x}", version.digest());
    let list = json!({ "version": version, "pages": pages, "assets": assets, "own": of_places });
    let bytes = list.to_string().into_bytes();
    Some(Artifact::new(Address::Shared { lang: lang.as_str(), file: Shared::Kept }, bytes))
}

/// The files of the folder of assets that a page names.
fn named(page: &str) -> Vec<String> {
    let part_of_name = |c: &char| c.is_alphanumeric() || "-_.".contains(*c);
    let home = Address::Page { lang: "vi", place: GENERAL, page: Page::Home };
    let folder = Address::Asset("").from(home);
    let links = page.split(&folder).skip(1);
    links.map(|rest| rest.chars().take_while(part_of_name).collect()).collect()
}
