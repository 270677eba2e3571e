from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def gift_setting(name):
    return settings.GIFTS[name]
