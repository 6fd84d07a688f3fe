"""The site with its uploaded files, which in production the web server hands out."""

from django.conf import settings
from whitenoise import WhiteNoise

from cms.wsgi import application as site

application = WhiteNoise(site, root=settings.MEDIA_ROOT, prefix="media/", autorefresh=True)
