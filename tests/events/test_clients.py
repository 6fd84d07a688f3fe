"""The applications behind the readings, by what they really call themselves."""

import pytest

from events.clients import client_of

APPLICATIONS = {
    "iOS/17.5.1 (21F90) dataaccessd/1.0": "apple",
    "iOS/26.0 (24A123) dataaccessd/1.0": "apple",
    "macOS/11.0 (20A5343i) CalendarAgent/950": "apple",
    "Mac+OS+X/10.10.5 (14F27) CalendarAgent/316.1": "apple",
    "Mac OS X/10.8 (12A269) CalendarAgent/47": "apple",
    "DAVKit/4.0.3 (732.2); CalendarStore/4.0.4 (997.7); iCal/4.0.4 (1395.7)": "apple",
    "Google-Calendar-Importer": "google",
    "Mozilla/5.0 (compatible; Google-Calendar-Importer)": "google",
    "Microsoft Exchange/15.20": "microsoft",
    "Outlook-iOS/2.0": "microsoft",
    "Mozilla/4.0 (compatible; ms-office; MSOffice 16)": "microsoft",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.4.0": "thunderbird",
    "Nextcloud Server Crawler": "nextcloud",
    "Nextcloud Calendar Crawler": "nextcloud",
    "sabre-dav/4.7.0 (http://sabre.io/)": "nextcloud",
    "ICSx5/2.4.3 (ical4j/3.2.19 okhttp/5.3.2 Android/16)": "android",
    "DAVx5/4.4.3-ose (dav4jvm; okhttp/4.12.0) Android/14": "android",
    "vdirsyncer/0.19.3": "terminal",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0": "browser",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Safari/605.1.15": "browser",
    "Evolution/3.60.2": "other",
    "WordPress/7.1 ICS Calendar/12.1.3.1": "other",
    "Zap Calendar": "other",
    "": "other",
}


@pytest.mark.parametrize(("user_agent", "family"), APPLICATIONS.items())
def test_an_application_is_known_by_its_family(user_agent, family):
    assert client_of(user_agent) == family


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    ],
)
def test_a_robot_is_nobody(user_agent):
    assert client_of(user_agent) is None
